package io.xendisk.domain.disk.passport;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was enrolled for one disk: its name, and the evidence by which it is known again. {@code
 * others} are fields that only a newer release knows; they are kept as they came. Immutable.
 */
public record Passport(
    String id,
    String name,
    Instant enrolledAt,
    Optional<Instant> retiredAt,
    Evidence evidence,
    Map<String, String> others) {
  private static final int LONGEST_NAME = 32;
  private static final String VM = "vm";

  public Passport {
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "a passport's id is a short plain word, was '%s'".formatted(id));
    }
    if (name.isBlank()
        || name.codePointCount(0, name.length()) > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a disk's name has 1 to %d characters that can be shown, was '%s'"
              .formatted(LONGEST_NAME, name));
    }
    enrolledAt = enrolledAt.truncatedTo(ChronoUnit.SECONDS);
    retiredAt = retiredAt.map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    others = Map.copyOf(others);
  }

  /** A new passport; what was looked for and not found is no part of it. */
  public static Passport enrol(String id, String name, Instant at, Evidence seen) {
    return new Passport(
        id, name, at, Optional.empty(), new Evidence(seen.items(), Set.of()), Map.of());
  }

  /** The same, to be kept on a VM: its copies carry the text along, and must not count. */
  public Passport keptOn(String vmUuid) {
    var all = new HashMap<>(others);
    all.put(VM, vmUuid);
    return new Passport(id, name, enrolledAt, retiredAt, evidence, all);
  }

  /** The uuid of the VM that keeps it; empty if the pool does. */
  public Optional<String> keeper() {
    return Optional.ofNullable(others.get(VM));
  }

  public boolean isKeptOn(String vmUuid) {
    return vmUuid.equals(others.get(VM));
  }

  /** The same disk enrolled anew: by another name, or with other contents. */
  public Passport again(String newName, Instant at, Evidence seen) {
    return new Passport(
        id, newName, at, Optional.empty(), new Evidence(seen.items(), Set.of()), others);
  }

  /** The same, not to be used any more from this moment on. */
  public Passport retired(Instant at) {
    return new Passport(id, name, enrolledAt, Optional.of(at), evidence, others);
  }
}
