package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.DiskTable;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.IdentityWords;
import io.xendisk.answer.Sizes;
import io.xendisk.answer.TableText;
import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.Found;
import io.xendisk.operation.ShowDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk disk show}: everything known of one disk. */
@Command(name = "show", description = "Show everything that is known of one disk.")
final class DiskShowCommand implements Callable<Integer> {
  @ParentCommand DiskCommand parent;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(names = "--vm", paramLabel = "VM", description = "The VM that keeps its passport.")
  @Nullable String vm;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  DiskShowCommand() {}

  @Override
  public Integer call() {
    return parent.root.withPool(
        surroundings -> {
          var found = new ShowDisk(surroundings).run(disk, DiskNames.text(disk), vm);
          return _ ->
              switch (found) {
                case Found.One<Disk>(var shown) -> answer(shown);
                case Found.Not<Disk>(var why) -> throw new Failure(Advice.on(why));
              };
        });
  }

  private static Answer answer(Disk disk) {
    var document = Documents.map();
    document.put("disk", Documents.disk(disk));
    return new Answer(
        Exit.DONE,
        document,
        TableText.of(List.of("", ""), rows(disk)).stream().skip(1).toList(),
        List.of(disk.name()),
        List.of());
  }

  private static List<List<String>> rows(Disk disk) {
    var rows = new ArrayList<List<String>>();
    var seat = disk.seat();
    var hardware = disk.hardware();
    row(rows, "disk", disk.name());
    row(rows, "state", disk.state().word());
    row(rows, "id", disk.key().map(DiskKey::toString).orElse(null));
    IdentityWords.rows(disk).forEach((name, value) -> row(rows, name, value));
    row(rows, "host", seat.host().name() + " (" + seat.host().id() + ")");
    row(rows, "device", seat.device());
    row(rows, "bay", seat.bay() == null ? null : seat.bay().address());
    row(rows, "bus", hardware.bus());
    row(rows, "vendor", hardware.vendor());
    row(rows, "model", hardware.model());
    row(rows, "revision", hardware.revision());
    row(rows, "serial", disk.serial());
    row(rows, "size", Sizes.words(hardware.size()) + " (" + hardware.size() + " bytes)");
    row(rows, "VDI", disk.vdi().uuid());
    row(rows, "SR", seat.sr().uuid());
    contents(rows, disk);
    drive(rows, disk);
    for (var attachment : disk.attachments()) {
      row(
          rows,
          "VBD",
          "%s of %s (%s), userdevice %s%s, %s, %s"
              .formatted(
                  attachment.vbd(),
                  attachment.holder().name(),
                  attachment.holder().vm(),
                  attachment.userdevice(),
                  attachment.device() == null ? "" : ", /dev/" + attachment.device(),
                  attachment.mode(),
                  attachment.attached() ? "attached" : "not attached"));
    }
    var lease = disk.marks().lease();
    row(
        rows,
        "lease",
        lease == null
            ? null
            : lease.owner() + ", " + lease.operation() + ", since " + lease.taken());
    var released = disk.marks().released();
    row(
        rows,
        "safe to pull",
        released == null ? null : "since " + released.since() + ", by " + released.by());
    return rows;
  }

  private static void contents(List<List<String>> rows, Disk disk) {
    switch (disk.contents()) {
      case Contents.Unread(var why, _) -> row(rows, "contents", "not known: " + why);
      case Contents.Known known -> {
        row(rows, "contents", DiskTable.contents(disk));
        if (known.table() != null) {
          row(
              rows,
              "partition table",
              known.table().type() + " " + Objects.requireNonNullElse(known.table().id(), ""));
        }
        if (known.filesystem() != null) {
          var filesystem = known.filesystem();
          row(rows, "filesystem", filesystem.type());
          row(rows, "label", filesystem.label());
          row(rows, "UUID", filesystem.uuid());
          row(rows, "cleanly unmounted", yesOrNo(filesystem.clean()));
          row(
              rows,
              "used",
              filesystem.usedPercent() == null ? null : filesystem.usedPercent() + " %");
        }
        row(rows, "read at", known.readAt().toString());
      }
    }
  }

  private static void drive(List<List<String>> rows, Disk disk) {
    var drive = disk.drive();
    row(
        rows,
        "health",
        drive.healthy() == null ? "not known" : drive.isFailing() ? "failing" : "good");
    row(rows, "temperature", drive.temperature() == null ? null : drive.temperature() + " °C");
    row(rows, "powered on", drive.powerOnHours() == null ? null : drive.powerOnHours() + " h");
  }

  private static @Nullable String yesOrNo(@Nullable Boolean answer) {
    return answer == null ? null : answer ? "yes" : "no";
  }

  /** Unknown facts are shown as unknown. */
  private static void row(List<List<String>> rows, String name, @Nullable String value) {
    rows.add(List.of(name, value == null || value.isBlank() ? "-" : value));
  }
}
