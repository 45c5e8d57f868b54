package io.xendisk.answer;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One row a disk, for people. */
public final class DiskTable {
  private static final List<String> HEADER =
      List.of(
          "HOST",
          "DEVICE",
          "BAY",
          "LABEL",
          "IDENTITY",
          "CONTENTS",
          "READ",
          "USED",
          "SIZE",
          "MODEL",
          "STATE",
          "VM");

  private DiskTable() {}

  public static List<String> of(List<Disk> disks) {
    return disks.isEmpty()
        ? List.of("no disks")
        : TableText.of(HEADER, disks.stream().map(DiskTable::row).toList());
  }

  private static List<String> row(Disk disk) {
    var seat = disk.seat();
    var used = disk.filesystem().map(Contents.Filesystem::usedPercent).map(u -> u + " %");
    return List.of(
        seat.host().name(),
        seat.device(),
        seat.bay() == null ? "-" : seat.bay().address(),
        disk.name().equals(disk.place()) ? "-" : disk.name(),
        IdentityWords.words(disk),
        contents(disk),
        read(disk),
        used.orElse("-"),
        Sizes.words(disk.hardware().size()),
        Objects.requireNonNullElse(disk.hardware().model(), "-"),
        disk.state().word() + (disk.isSafeToPull() ? ", safe to pull" : ""),
        vms(disk));
  }

  /** When, to the minute, by the pool's clock: the age of the evidence. */
  private static String read(Disk disk) {
    return disk.contents() instanceof Contents.Known known
        ? known.readAt().truncatedTo(ChronoUnit.MINUTES).toString().replaceFirst(":00Z$", "Z")
        : "-";
  }

  public static String contents(Disk disk) {
    return switch (disk.contents()) {
      case Contents.Unread _ -> "?";
      case Contents.Known known when known.blank() -> "blank";
      case Contents.Known known when known.filesystem() != null ->
          known.filesystem().type()
              + (Boolean.FALSE.equals(known.filesystem().clean()) ? ", not clean" : "");
      case Contents.Known known ->
          known.table() == null ? "not known" : known.table().type() + ", not known";
    };
  }

  private static String vms(Disk disk) {
    var vms =
        disk.attachments().stream().map(DiskTable::vm).distinct().collect(Collectors.joining(", "));
    return vms.isEmpty() ? "-" : vms;
  }

  private static String vm(Attachment attachment) {
    return attachment.device() == null || !attachment.attached()
        ? attachment.holder().name()
        : attachment.holder().name() + ":" + attachment.device();
  }
}
