package io.xendisk.domain.disk;

/**
 * The name under which a disk is remembered (safety rule R8): its filesystem's UUID, else its
 * partition table's id, else its serial number; never a label, a letter or a VDI's uuid. Immutable.
 */
public record DiskKey(Kind kind, String value) {
  /** What the key is taken from, strongest first. */
  public enum Kind {
    FILESYSTEM("fs-uuid"),
    PARTITION_TABLE("table"),
    SERIAL("serial");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /** {@code fs-uuid:…}, {@code table:…} or {@code serial:…}; also a selector. */
  @Override
  public String toString() {
    return kind.prefix + ":" + value;
  }
}
