package io.xendisk.xenapi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-256 of a certificate, as {@code openssl x509 -fingerprint -sha256} shows it. Immutable.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {
  private static final String PREFIX = "sha256:";

  public Fingerprint {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a fingerprint has 64 hexadecimal digits, this has %d characters: %.80s"
              .formatted(hex.length(), hex));
    }
  }

  /** Reads {@code sha256:...} or the digits alone, in either case, with or without colons. */
  public static Fingerprint parse(String text) {
    String digits = text.strip().toLowerCase(Locale.ROOT);
    if (digits.startsWith(PREFIX)) {
      digits = digits.substring(PREFIX.length());
    }
    return new Fingerprint(digits.replace(":", ""));
  }

  /** The fingerprint of a certificate. */
  public static Fingerprint of(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without SHA-256: " + e.getMessage(), e);
    }
  }

  /** {@code sha256:} and the digits: the form that {@link #parse} and the command line take. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
