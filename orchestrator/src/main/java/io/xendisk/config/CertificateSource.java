package io.xendisk.config;

import java.nio.file.Path;

/** Where the certificate is that the service shows, with its key. */
public sealed interface CertificateSource {
  /**
   * Two files as most authorities give them.
   *
   * @param chain the certificate, and those that vouch for it
   * @param key PKCS#8, not encrypted
   */
  record Pem(Path chain, Path key) implements CertificateSource {}

  /** One file with both, opened by a password. */
  record Pkcs12(Path file, PasswordSource password) implements CertificateSource {}
}
