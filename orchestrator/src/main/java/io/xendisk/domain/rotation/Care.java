package io.xendisk.domain.rotation;

import java.time.Duration;
import java.util.Locale;

/**
 * How careful a set is with what is not as it should be. Immutable.
 *
 * @param overdueAfter how long after its time a disk that has not come is overdue
 * @param offSite how many disks there should be at least that are in no bay
 * @param releaseWithin how long a guest may take to let go in one run
 */
public record Care(
    Duration overdueAfter,
    int offSite,
    UnknownDisk unknownDisk,
    WrongTurn wrongTurn,
    OnlyCopy onlyCopy,
    Duration releaseWithin) {
  public static final Care DEFAULT =
      new Care(
          Duration.ofDays(2),
          0,
          UnknownDisk.WARN,
          WrongTurn.REFUSE,
          OnlyCopy.KEEP,
          Duration.ofMinutes(2));

  /** What a disk in a bay of the set means that is none of its members; it is never attached. */
  public enum UnknownDisk {
    IGNORE,
    WARN,
    REFUSE
  }

  /** What a member means that is in when another one's turn has come. */
  public enum WrongTurn {
    REFUSE,
    ACCEPT
  }

  /** Whether the only disk with a good copy leaves the VM when its successor is not there. */
  public enum OnlyCopy {
    KEEP,
    RELEASE
  }

  public Care {
    if (offSite < 0 || overdueAfter.isNegative() || !releaseWithin.isPositive()) {
      throw new IllegalArgumentException(
          "no part of a set's care is negative: overdue-after %s, off-site %d, release-within %s"
              .formatted(overdueAfter, offSite, releaseWithin));
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
