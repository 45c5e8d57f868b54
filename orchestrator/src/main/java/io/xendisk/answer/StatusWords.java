package io.xendisk.answer;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.operation.ShowStatus.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code status} and {@code watch} print. */
public final class StatusWords {
  private static final List<String> HEADER = List.of("DISK", "PLACE", "STATE", "VM", "NOTE");

  private StatusWords() {}

  public static List<String> text(Status status) {
    var lines =
        new ArrayList<>(
            status.disks().isEmpty()
                ? List.of("no disks")
                : TableText.of(HEADER, status.disks().stream().map(StatusWords::row).toList()));
    status.vms().forEach(vm -> lines.addAll(GuardWords.lines(vm)));
    status.lost().forEach(lost -> lines.add("INCIDENT  " + IncidentWords.line(lost)));
    return lines;
  }

  public static Map<String, Object> document(Status status) {
    var document = Documents.map();
    document.put("disks", status.disks().stream().map(Documents::disk).toList());
    document.put("vms", status.vms().stream().map(GuardWords::document).toList());
    document.put("incidents", status.lost().stream().map(IncidentWords::document).toList());
    document.put("problems", StorageWords.of(status.inventory().problems()));
    return document;
  }

  private static List<String> row(Disk disk) {
    var vms = disk.attachments().stream().map(a -> a.holder().name()).distinct().toList();
    return List.of(
        disk.name().equals(disk.place()) ? "-" : disk.name(),
        disk.place(),
        disk.state().word(),
        vms.isEmpty() ? "-" : String.join(", ", vms),
        String.join("; ", notes(disk)));
  }

  public static List<String> notes(Disk disk) {
    var notes = new ArrayList<String>();
    for (var attachment : disk.attachments()) {
      notes.add(note(attachment));
    }
    if (disk.access().heldBy() != null) {
      notes.add("%s may still have it".formatted(disk.access().heldBy().vmName()));
    }
    var lease = disk.marks().lease();
    if (lease != null) {
      notes.add("%s: %s".formatted(lease.owner(), lease.operation()));
    }
    var released = disk.marks().released();
    if (released != null && disk.isSafeToPull()) {
      notes.add("safe to pull since %s".formatted(released.since()));
    }
    return notes;
  }

  private static String note(Attachment attachment) {
    if (attachment.releasing()) {
      return attachment.attached()
          ? "asked to let go, has not yet"
          : "has let go; run detach to finish";
    }
    if (attachment.attached()) {
      return attachment.device() == null ? "attached" : "/dev/" + attachment.device();
    }
    return attachment.isOurs() ? "when the VM starts" : "VBD made by somebody else";
  }
}
