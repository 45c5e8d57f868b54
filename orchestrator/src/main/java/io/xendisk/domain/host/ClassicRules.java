package io.xendisk.domain.host;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules in the language of udev 095: the known pair of add and remove, with what the pair
 * lacks. Without {@code GOTO} and alternatives, so that each line may also stand at the end of
 * {@code 50-udev.rules}, where the known recipe puts it, and does the same there. Confined to one
 * thread.
 */
final class ClassicRules {
  /** Whole disks of the SCSI layer, SATA ones too: these releases have no other bays. */
  private static final String WHOLE_DISK = "KERNEL==\"sd*[!0-9]\"";

  private final List<RuleLine> lines = new ArrayList<>();

  private ClassicRules() {}

  static RulesFile forDisks(List<DiskMatch> disks) {
    var rules = new ClassicRules();
    rules.comment("Goes to " + RulesFile.PATH + ", or to the end of 50-udev.rules in its place.");
    for (var disk : disks) {
      rules.offer(disk);
    }
    rules.takeBack(disks);
    return RulesFile.of("for " + UdevDialect.CLASSIC.products(), disks, rules.lines);
  }

  private void offer(DiskMatch disk) {
    lines.add(RuleLine.plain(""));
    comment(disk.words());
    lines.add(
        new RuleLine(
            "ACTION==\"add\", %s, PROGRAM==\"%s %%k\", SYMLINK+=\"xapi/block/%%k\", %s"
                .formatted(keys(disk), UdevRules.SHARING_CHECK, UdevRules.RUN),
            "When the disk comes: "
                + which(disk)
                + " Only if nothing in dom0 has it open (mounted, LVM, swap, multipath: the check"
                + " of the stock rule, which the known recipe leaves out) it gets its link, and the"
                + " script tells xapi of it, in the background."));
    lines.add(
        new RuleLine(
            "ACTION==\"change\", %s, PROGRAM==\"/usr/bin/test -L /dev/xapi/block/%%k\","
                    .formatted(keys(disk))
                + " SYMLINK+=\"xapi/block/%k\"",
            "When something about it changes, a link that it has stays. A disk that was refused"
                + " gets none that way."));
  }

  /** When a disk is gone, its address and its numbers cannot be asked any more. */
  private void takeBack(List<DiskMatch> disks) {
    lines.add(RuleLine.plain(""));
    comment("pulled");
    if (disks.stream().allMatch(disk -> disk instanceof DiskMatch.ByKernelName)) {
      for (var disk : disks) {
        remove(kernel(disk.value()), "When the disk is pulled, the script tells xapi.");
      }
    } else {
      remove(
          WHOLE_DISK,
          "When any whole disk is pulled: where it was cannot be asked any more. For a disk that"
              + " was not offered the script finds no VDI, and does nothing.");
    }
  }

  private void remove(String kernel, String why) {
    lines.add(new RuleLine("ACTION==\"remove\", %s, %s".formatted(kernel, UdevRules.RUN), why));
  }

  private static String keys(DiskMatch disk) {
    return switch (disk) {
      case DiskMatch.ByBay(var address) ->
          WHOLE_DISK + ", BUS==\"scsi\", ID==\"%s\"".formatted(address);
      case DiskMatch.ByIdPath(var path) -> WHOLE_DISK + ", ENV{ID_PATH}==\"%s\"".formatted(path);
      case DiskMatch.BySerial(var serial) ->
          WHOLE_DISK + ", ENV{ID_SERIAL}==\"*_%s\"".formatted(serial);
      case DiskMatch.ByKernelName(var name) -> kernel(name);
    };
  }

  private static String which(DiskMatch disk) {
    return switch (disk) {
      case DiskMatch.ByBay(var address) ->
          "any whole disk (no trailing digit: no partition) at SCSI address %s.".formatted(address);
      case DiskMatch.ByIdPath(var path) ->
          "any whole disk at %s, which 50-udev.rules has found out before.".formatted(path);
      case DiskMatch.BySerial(var serial) ->
          "the whole disk whose ID_SERIAL, from 50-udev.rules, ends with %s.".formatted(serial);
      case DiskMatch.ByKernelName(var name) ->
          "whichever disk is called %s at the moment.".formatted(name);
    };
  }

  private static String kernel(String name) {
    return "KERNEL==\"%s\"".formatted(name);
  }

  private void comment(String text) {
    lines.add(RuleLine.plain("# " + text));
  }
}
