package io.xendisk.domain.disk.passport;

import java.util.EnumSet;
import java.util.Set;

/**
 * Of which host boot a VDI's record speaks (facts §5.4, §5.8). Its name and description are never
 * refreshed: they are of the boot in which the VDI was made. Its size and USB port are refreshed by
 * a scan, which changes {@code hotplugged_at} as well, and no scan follows a boot. Each part is as
 * the pool wrote it, empty where it is not known. Immutable.
 */
public record RecordAge(String describedInBoot, String hotpluggedAt, String scannedInBoot) {

  /** Of a VDI that is seen for the first time: nothing says that it is of an earlier boot. */
  static RecordAge first(Stamp now) {
    return new RecordAge(now.hostBootTime(), now.hotpluggedAt(), now.hostBootTime());
  }

  RecordAge at(Stamp now) {
    return !now.hotpluggedAt().isEmpty() && !now.hotpluggedAt().equals(hotpluggedAt)
        ? new RecordAge(describedInBoot, now.hotpluggedAt(), now.hostBootTime())
        : this;
  }

  /** Of a VDI that stands for another disk now: its description is none of that disk's. */
  RecordAge ofAnotherDiskAt(Stamp now) {
    var scanned = at(now);
    return new RecordAge("", scanned.hotpluggedAt, scanned.scannedInBoot);
  }

  /** What the record says without its being true any more: it may speak of another disk. */
  public Set<EvidenceKind> outdatedAt(Stamp now) {
    var outdated = EnumSet.noneOf(EvidenceKind.class);
    if (!isBoot(describedInBoot, now)) {
      outdated.add(EvidenceKind.MODEL);
      outdated.add(EvidenceKind.REVISION);
      outdated.add(EvidenceKind.BAY);
    }
    if (!isBoot(at(now).scannedInBoot(), now)) {
      outdated.add(EvidenceKind.SIZE);
      outdated.add(EvidenceKind.USB_SERIAL);
    }
    return Set.copyOf(outdated);
  }

  /** Whether the description was made for another disk than the one that is there now. */
  public boolean describesAnotherDisk() {
    return describedInBoot.isEmpty();
  }

  private static boolean isBoot(String boot, Stamp now) {
    return !boot.isEmpty() && boot.equals(now.hostBootTime());
  }
}
