package io.xendisk.domain.host;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The udev rules with which a host's control domain offers these disks, and no other, to VMs. Pure:
 * the same release, disks and way of naming give the same text, byte by byte.
 */
public final class UdevRules {
  static final String SHARING_CHECK = "/opt/xensource/libexec/check-device-sharing";
  static final String SCRIPT = "/opt/xensource/libexec/local-device-change";

  /** In the background: the script asks xapi, which may be waiting for udev. */
  static final String RUN = "RUN+=\"/bin/sh -c '" + SCRIPT + " %k >/dev/null 2>&1 &'\"";

  private UdevRules() {}

  /**
   * @throws IllegalArgumentException without a disk, or for links by model and serial number on a
   *     release that cannot follow them: {@link #whyNot} says so before
   */
  public static RulesFile forHost(HostRelease release, List<DiskMatch> disks, LinkName links) {
    var each = List.copyOf(new LinkedHashSet<>(disks));
    if (each.isEmpty()) {
      throw new IllegalArgumentException("rules are for at least one disk");
    }
    whyNot(release, links)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return switch (release.dialect()) {
      case CLASSIC -> ClassicRules.forDisks(each);
      case MODERN -> ModernRules.forDisks(each, links);
    };
  }

  /** Why a release cannot have links of this kind; nothing if it can. */
  public static Optional<String> whyNot(HostRelease release, LinkName links) {
    return links == LinkName.KERNEL || release.resolvesLinks()
        ? Optional.empty()
        : Optional.of(
            "%s does not follow a link to its disk: its size would be 0 (that came with XCP-ng 8.3"
                    .formatted(release)
                + " and XenServer 8)");
  }

  /** What to know before these rules are used, in words for a person; often nothing. */
  public static List<String> warnings(HostRelease release, List<DiskMatch> disks) {
    return disks.stream()
        .map(disk -> warning(release.dialect(), disk))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static Optional<String> warning(UdevDialect dialect, DiskMatch disk) {
    return switch (disk) {
      case DiskMatch.ByBay(var address) ->
          Optional.of(
              "bay %s: the first number of a SCSI address may change with a reboot or a controller;"
                      .formatted(address)
                  + " an ID_PATH (--id-path, from udevadm info or ls /dev/disk/by-path) does not");
      case DiskMatch.ByKernelName(var name) ->
          Optional.of(
              "%s is a letter that the next reboot may give to another disk; name the bay or the"
                      .formatted(name)
                  + " serial number if you can");
      case DiskMatch.BySerial(var serial) ->
          dialect == UdevDialect.CLASSIC
              ? Optional.of(
                  "serial %s: this release tells serial numbers only as the end of ID_SERIAL; compare"
                          .formatted(serial)
                      + " with udevinfo -q env -n /dev/sdX")
              : Optional.empty();
      case DiskMatch.ByIdPath _ -> Optional.empty();
    };
  }
}
