package io.xendisk.xenapi;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** A certificate was refused; carries what was shown and expected through JSSE. Immutable. */
final class UntrustedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1;

  private final transient Fingerprint shown;
  private final transient @Nullable Fingerprint expected;

  UntrustedCertificateException(
      String message, Fingerprint shown, @Nullable Fingerprint expected, @Nullable Exception why) {
    super(message, why);
    this.shown = shown;
    this.expected = expected;
  }

  Fingerprint shown() {
    return shown;
  }

  @Nullable Fingerprint expected() {
    return expected;
  }
}
