package io.xendisk.domain.dom0;

/**
 * One way in which dom0 itself has a disk in use. Immutable.
 *
 * @param what the partition, map or place by which it has it
 */
public record Dom0Hold(Kind kind, String what) {
  /** How it has it. */
  public enum Kind {
    MOUNTED("mounted"),
    SWAP("swap"),
    LVM("LVM"),
    MULTIPATH("multipath"),
    RAID("RAID"),
    DEVICE_MAPPER("device-mapper"),
    /** The installer wrote it down as dom0's own. */
    PRIMARY_DISK("dom0 is installed on it");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** {@code mounted: /dev/sda1 at /}. */
  public String words() {
    return what.isEmpty() ? kind.words : kind.words + ": " + what;
  }
}
