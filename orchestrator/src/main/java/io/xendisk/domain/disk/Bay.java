package io.xendisk.domain.disk;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a disk sits: a SCSI address on one host. Two disks never share a bay at one moment.
 * Immutable.
 */
public record Bay(String host, int controller, int channel, int target, int lun) {
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,5}):(\\d{1,5}):(\\d{1,5}):(\\d{1,5})");

  public Bay {
    if (controller < 0 || channel < 0 || target < 0 || lun < 0) {
      throw new IllegalArgumentException(
          "a SCSI address has no negative part, was %d:%d:%d:%d on %s"
              .formatted(controller, channel, target, lun, host));
    }
  }

  /** The bay at an address such as {@code 2:0:0:0}, or nothing if it is no SCSI address. */
  public static Optional<Bay> at(String host, String address) {
    var parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Bay(
            host,
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Integer.parseInt(parts.group(4))));
  }

  /** {@code 2:0:0:0}. */
  public String address() {
    return controller + ":" + channel + ":" + target + ":" + lun;
  }
}
