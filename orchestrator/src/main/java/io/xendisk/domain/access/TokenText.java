package io.xendisk.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Texts that nobody can guess. Stateless. */
public final class TokenText {
  /** So that a token that leaked is recognised by whoever searches for such. */
  private static final String PREFIX = "xendisk_";

  private static final int BYTES = 32;

  private TokenText() {}

  /** A new token of 256 random bits. */
  public static String token(RandomGenerator random) {
    return PREFIX + unguessable(random);
  }

  /** 256 random bits, as they may stand in a header or a cookie. */
  public static String unguessable(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** By which a text is known again without being kept. */
  public static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether two texts are the same, in a time that does not tell where they differ. */
  public static boolean areSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
