package io.xendisk.domain.disk.contents;

import java.util.Optional;

/**
 * One entry of a partition table. {@code type} is {@code 0x83} in an MBR and the type GUID in a
 * GPT, {@code uuid} is blkid's PARTUUID. Immutable.
 */
public record Partition(Place place, String type, Optional<String> uuid, Optional<String> name) {
  private static final String EFI_SYSTEM = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
  private static final String EFI_SYSTEM_IN_MBR = "0xef";

  public Partition {
    if (place.isWholeDisk()) {
      throw new IllegalArgumentException("a partition has a number from 1 on, was 0");
    }
  }

  public int number() {
    return place.number();
  }

  /** Whether it only holds the logical partitions of an MBR. */
  public boolean isExtended() {
    return switch (type) {
      case "0x05", "0x0f", "0x85" -> true;
      default -> false;
    };
  }

  /**
   * Whether it is an EFI system partition. Its filesystem says nothing of the disk: some systems
   * give it the same UUID on every disk that they format.
   */
  public boolean isEfiSystem() {
    return type.equals(EFI_SYSTEM) || type.equals(EFI_SYSTEM_IN_MBR);
  }
}
