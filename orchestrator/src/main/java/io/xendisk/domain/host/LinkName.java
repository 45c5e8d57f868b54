package io.xendisk.domain.host;

/** What the link to an offered disk is called, and so what its VDI's location is. */
public enum LinkName {
  /** {@code /dev/xapi/block/sdb}, in the SR that the product makes: as the stock rule does. */
  KERNEL("/dev/xapi/block"),
  /**
   * {@code /dev/xendisk/block/ata-MODEL_SERIAL}, in an SR of its own: the location then names the
   * disk, and another disk never gets its record.
   */
  MODEL_AND_SERIAL("/dev/xendisk/block");

  private final String directory;

  LinkName(String directory) {
    this.directory = directory;
  }

  /** The directory of the links: the SR's {@code device_config:location}. */
  public String directory() {
    return directory;
  }
}
