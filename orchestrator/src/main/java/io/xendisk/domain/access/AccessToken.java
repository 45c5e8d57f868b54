package io.xendisk.domain.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the service keeps of a token: whose it is, and the hash by which it is known again. The
 * token itself is kept by nobody but its owner. Immutable.
 *
 * @param name whose it is; it stands in audit lines
 * @param hash SHA-256 of the token, in hexadecimal digits: as a token is 256 random bits, no slower
 *     hash is needed
 */
public record AccessToken(String name, Role role, Instant created, String hash) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int PARTS = 4;

  public AccessToken {
    checkName(name);
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("the hash of the token of %s is none".formatted(name));
    }
  }

  /**
   * The name if it can be one.
   *
   * @throws IllegalArgumentException with a message for a person
   */
  public static String checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 letters, digits, '.', '_', '@' or '-', not '%.80s'".formatted(name));
    }
    return name;
  }

  /** A line of the file; empty if it is none, so that one bad line locks nobody else out. */
  static Optional<AccessToken> parse(String line) {
    var parts = line.strip().split("\\s+", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AccessToken(parts[0], Role.parse(parts[1]), Instant.parse(parts[2]), parts[3]));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** As it stands in the file. */
  public String line() {
    return String.join(" ", name, role.word(), created.toString(), hash);
  }
}
