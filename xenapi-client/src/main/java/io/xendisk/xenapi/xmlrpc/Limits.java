package io.xendisk.xenapi.xmlrpc;

/**
 * What one answer may cost, beside its bytes. Immutable.
 *
 * @param depth arrays and structs within each other; XenAPI needs 5
 * @param values values in the whole answer; 5,000 VM records hold about 600,000
 * @param text characters of one string
 */
public record Limits(int depth, int values, int text) {
  public static final Limits DEFAULT = new Limits(24, 3_000_000, 8 << 20);

  public Limits {
    if (depth < 1 || values < 1 || text < 1) {
      throw new IllegalArgumentException(
          "limits are positive, were %d, %d, %d".formatted(depth, values, text));
    }
  }
}
