package io.xendisk.domain.rotation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Disks that take turns on one VM. Immutable.
 *
 * @param vm its name or uuid
 * @param bays where its disks may be pushed in, as {@code HOST/H:C:T:L}; empty for any
 */
public record RotationSet(
    String name, String vm, List<String> bays, TurnRule turns, Swap swap, Care care) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

  public RotationSet {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a set's name has 1 to 32 letters, digits, '.', '_' or '-', was '%s'".formatted(name));
    }
    if (vm.isBlank()) {
      throw new IllegalArgumentException("set '%s' names no VM".formatted(name));
    }
    if (turns.isDated() && swap.every() != null) {
      throw new IllegalArgumentException(
          "turn: %s says itself when disks are swapped; leave out 'every'".formatted(turns.word()));
    }
    if (!turns.isDated() && !swap.hasReason()) {
      throw new IllegalArgumentException(
          "swap says no reason: every, dates or full, such as every: week");
    }
    if (care.offSite() >= turns.members().size()) {
      throw new IllegalArgumentException(
          "off-site is %d, but the set has %d disks, and one is to be in"
              .formatted(care.offSite(), turns.members().size()));
    }
    bays = List.copyOf(bays);
  }

  /** Its disks, by the names or ids of their passports, in the order in which they take turns. */
  public List<String> members() {
    return turns.members();
  }

  /** Whether a disk in this bay, as {@code HOST/H:C:T:L}, concerns the set. */
  public boolean mayUse(String bay) {
    return bays.isEmpty() || bays.contains(bay);
  }
}
