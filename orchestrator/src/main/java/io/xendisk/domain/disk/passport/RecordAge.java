package io.xendisk.domain.disk.passport;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Of which host boot a VDI's record speaks (facts §5.4, §5.8). Its name and description are never
 * refreshed: they are of the boot in which the VDI was made. Its size is refreshed by a scan, which
 * changes {@code hotplugged_at} as well, and no scan follows a boot. Immutable.
 */
public record RecordAge(
    Optional<String> describedInBoot,
    Optional<String> hotpluggedAt,
    Optional<String> scannedInBoot) {

  /** Of a VDI that is seen for the first time: nothing says that it is of an earlier boot. */
  static RecordAge first(EvidenceStamp now) {
    return new RecordAge(now.hostBootTime(), now.hotpluggedAt(), now.hostBootTime());
  }

  RecordAge at(EvidenceStamp now) {
    return now.hotpluggedAt().isPresent() && !now.hotpluggedAt().equals(hotpluggedAt)
        ? new RecordAge(describedInBoot, now.hotpluggedAt(), now.hostBootTime())
        : this;
  }

  /** What the record says without its being true any more: it may speak of another disk. */
  public Set<EvidenceKind> outdatedAt(EvidenceStamp now) {
    var outdated = EnumSet.noneOf(EvidenceKind.class);
    if (!isBoot(describedInBoot, now)) {
      outdated.add(EvidenceKind.MODEL);
      outdated.add(EvidenceKind.REVISION);
      outdated.add(EvidenceKind.BAY);
    }
    if (!isBoot(at(now).scannedInBoot(), now)) {
      outdated.add(EvidenceKind.SIZE);
    }
    return Set.copyOf(outdated);
  }

  private static boolean isBoot(Optional<String> boot, EvidenceStamp now) {
    return boot.isPresent() && boot.equals(now.hostBootTime());
  }
}
