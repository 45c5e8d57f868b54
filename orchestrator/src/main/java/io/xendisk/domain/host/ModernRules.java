package io.xendisk.domain.host;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules in the language of systemd's udev. Everything that they need they find out themselves:
 * what {@code 60-persistent-storage.rules} finds out, {@code ID_PATH} and {@code ID_SERIAL}, is not
 * known yet when the 59th file is read. Confined to one thread.
 */
final class ModernRules {
  private static final String END = "xendisk_end";
  private static final String OURS = "xendisk_disk";

  /** Set on a disk that was offered; udev remembers it until the disk is gone. */
  private static final String OFFERED = "XENDISK_OFFERED";

  private final List<RuleLine> lines = new ArrayList<>();
  private final LinkName links;

  private ModernRules(LinkName links) {
    this.links = links;
  }

  static RulesFile forDisks(List<DiskMatch> disks, LinkName links) {
    var rules = new ModernRules(links);
    rules.comment("Goes to " + RulesFile.PATH + ", a file that no package owns.");
    rules.comment("Links: " + links.directory());
    rules.wholeDisksOnly();
    rules.takeBack();
    rules.findOut(disks);
    rules.section("these disks, and no other");
    disks.forEach(rules::match);
    rules.rule("GOTO=\"" + END + "\"", "Every other disk is none of ours.");
    rules.offer();
    return RulesFile.of("for " + UdevDialect.MODERN.products(), disks, rules.lines);
  }

  private void wholeDisksOnly() {
    section("whole disks only");
    rule("SUBSYSTEM!=\"block\", " + leave(), "Only block devices.");
    rule(
        "ENV{DEVTYPE}!=\"disk\", " + leave(),
        "No partitions. A trailing digit does not tell: nvme0n1 is a whole disk.");
    rule(
        "KERNEL!=\"sd*|hd*|vd*|nvme*\", " + leave(),
        "Only kinds of disks that sit in bays: no CD, loop, RAID, device-mapper or tap device.");
  }

  private void takeBack() {
    section("pulled");
    switch (links) {
      case KERNEL ->
          rule(
              "ACTION==\"remove\", ENV{%s}==\"1\", %s".formatted(OFFERED, UdevRules.RUN),
              "When a disk that was offered is pulled, the script tells xapi, in the background.");
      case MODEL_AND_SERIAL -> {}
    }
    rule(
        "ACTION!=\"add|change\", " + leave(),
        "From here on: a disk that comes, or about which something changes.");
    rule(
        "SUBSYSTEMS==\"usb\", " + leave(),
        "USB disks are offered by 58-xapi.rules: twice would be two records of one disk.");
  }

  private void findOut(List<DiskMatch> disks) {
    boolean path = disks.stream().anyMatch(disk -> disk instanceof DiskMatch.ByIdPath);
    boolean serial =
        links == LinkName.MODEL_AND_SERIAL
            || disks.stream().anyMatch(disk -> disk instanceof DiskMatch.BySerial);
    if (path || serial) {
      section("what 60-persistent-storage.rules would find out too late for us");
    }
    if (path) {
      rule(
          "ENV{ID_PATH}!=\"?*\", IMPORT{builtin}=\"path_id\"",
          "The way to the disk through the machine (ID_PATH), unless it is known already.");
    }
    if (serial) {
      rule(
          "ENV{ID_SERIAL}!=\"?*\", KERNEL==\"sd*\", SUBSYSTEMS==\"scsi\", ATTRS{vendor}==\"ATA\","
              + " IMPORT{program}=\"ata_id --export $devnode\"",
          "Model and serial number of a SATA disk, asked from the drive.");
      rule(
          "ENV{ID_SERIAL}!=\"?*\", KERNEL==\"sd*\", SUBSYSTEMS==\"scsi\","
              + " IMPORT{program}=\"scsi_id --export --whitelisted -d $devnode\"",
          "The same of a SAS disk, or of a SATA disk that ata_id could not ask.");
      rule(
          "ENV{ID_SERIAL}!=\"?*\", KERNEL==\"nvme*\", ATTRS{serial}==\"?*\", ATTRS{model}==\"?*\","
              + " OPTIONS+=\"string_escape=replace\", ENV{ID_BUS}=\"nvme\","
              + " ENV{ID_SERIAL_SHORT}=\"$attr{serial}\","
              + " ENV{ID_SERIAL}=\"$attr{model}_$attr{serial}\"",
          "The same of an NVMe disk, which the kernel knows; blanks become underscores.");
    }
  }

  private void match(DiskMatch disk) {
    var ours = ", GOTO=\"" + OURS + "\"";
    switch (disk) {
      case DiskMatch.ByBay(var address) ->
          rule(
              "SUBSYSTEMS==\"scsi\", KERNELS==\"%s\"".formatted(address) + ours,
              "Any disk at SCSI address %s. Its first number may change with a reboot; an ID_PATH does not."
                  .formatted(address));
      case DiskMatch.ByIdPath(var path) ->
          rule("ENV{ID_PATH}==\"%s\"".formatted(path) + ours, "Any disk at %s.".formatted(path));
      case DiskMatch.BySerial(var serial) ->
          rule(
              "ENV{ID_SERIAL_SHORT}==\"%s\"".formatted(serial) + ours,
              "The disk with serial number %s, in whichever bay.".formatted(serial));
      case DiskMatch.ByKernelName(var name) ->
          rule(
              "KERNEL==\"%s\"".formatted(name) + ours,
              "Whichever disk is called %s at the moment: dangerous, see the warning."
                  .formatted(name));
    }
  }

  private void offer() {
    section("offer it, unless dom0 itself has it");
    rule("LABEL=\"" + OURS + "\"", "Where the lines above jump to.");
    rule(
        "ACTION==\"change\", IMPORT{db}=\"" + OFFERED + "\"",
        "Whether it was offered when it came.");
    rule(
        "ENV{%s}!=\"1\", PROGRAM!=\"%s %%k\", %s"
            .formatted(OFFERED, UdevRules.SHARING_CHECK, leave()),
        "Not while anything in dom0 has it open: mounted, LVM, RAID, swap, multipath. On a mere"
            + " change a disk that was offered is not asked again: a VM may have it.");
    rule("ENV{" + OFFERED + "}=\"1\"", "From now on it counts as offered.");
    switch (links) {
      case KERNEL -> {
        rule(
            "SYMLINK+=\"xapi/block/%k\"",
            "The link that makes it a disk of the removable-storage SR, on add and on change: a"
                + " change without this line takes the link away.");
        rule(
            "ACTION==\"add\", " + UdevRules.RUN,
            "The script tells xapi, in the background: xapi may be waiting for udev.");
      }
      case MODEL_AND_SERIAL ->
          rule(
              "ENV{ID_SERIAL}==\"?*\", SYMLINK+=\"xendisk/block/$env{ID_BUS}-$env{ID_SERIAL}\"",
              "A link that names model and serial number, in a directory of its own. Nobody tells"
                  + " xapi: the stock script knows /dev/xapi/block only. A scan of its SR does.");
    }
    lines.add(RuleLine.plain(""));
    rule("LABEL=\"" + END + "\"", "Where everything else leaves.");
  }

  private static String leave() {
    return "GOTO=\"" + END + "\"";
  }

  private void section(String text) {
    lines.add(RuleLine.plain(""));
    comment(text);
  }

  private void comment(String text) {
    lines.add(RuleLine.plain("# " + text));
  }

  private void rule(String text, String why) {
    lines.add(new RuleLine(text, why));
  }
}
