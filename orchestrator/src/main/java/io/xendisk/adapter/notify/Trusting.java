package io.xendisk.adapter.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS that trusts an authority, or those of the system. Stateless. */
final class Trusting {
  private Trusting() {}

  /**
   * TLS of a client; it checks the chain, and whoever uses it has to have the name checked.
   *
   * @param ca a PEM file of authorities; null for those of the system
   * @throws IllegalStateException where the file is of no use, with its name
   */
  static SSLContext context(@Nullable Path ca) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, ca == null ? null : managers(ca).getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new IllegalStateException("the authority in %s cannot be read".formatted(ca), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the authority in %s cannot be used: %s".formatted(ca, e.getMessage()), e);
    }
  }

  private static TrustManagerFactory managers(Path ca)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var pem = Files.newInputStream(ca)) {
      int n = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca" + n++, certificate);
      }
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers;
  }
}
