package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Endpoint;
import io.xendisk.xenapi.http.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings of one client, one context a host, made when the host is first met. No setting
 * of the JVM is changed, so that one client's trust never reaches another. Thread-safe.
 */
final class TrustedHosts {
  private record HostTls(SSLSocketFactory sockets, boolean checksName) implements Tls {}

  private final ClientOptions options;
  private final Map<Endpoint, HostTls> made = new ConcurrentHashMap<>();

  TrustedHosts(ClientOptions options) {
    this.options = options;
  }

  /** Null for an endpoint without TLS. */
  @Nullable Tls of(Endpoint endpoint) throws IOException {
    if (!endpoint.tls()) {
      return null;
    }
    HostTls known = made.get(endpoint);
    if (known == null) {
      known = make(endpoint);
      made.put(endpoint, known);
    }
    return known;
  }

  private HostTls make(Endpoint endpoint) throws IOException {
    Trust trust = options.trustFor(endpoint);
    try {
      return switch (trust) {
        case Trust.SystemStore _ -> new HostTls(sockets(pki(null)), true);
        case Trust.CaFile ca -> new HostTls(sockets(pki(authorities(ca.file()))), true);
        case Trust.Pinned pinned -> new HostTls(sockets(pin(pinned.fingerprint())), false);
        case Trust.OnFirstUse known ->
            new HostTls(sockets(new KnownHosts(known.knownHosts()).judgeOf(endpoint)), false);
      };
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          "the trust in it cannot be set up from %s: %s"
              .formatted(trust, e instanceof NoSuchFileException ? "no such file" : e.getMessage()),
          e);
    }
  }

  private static SSLSocketFactory sockets(CertificateCheck.Judge judge)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new CertificateCheck(judge)}, null);
    return context.getSocketFactory();
  }

  private static CertificateCheck.Judge pin(Fingerprint pinned) {
    return (chain, _, _) -> {
      Fingerprint shown = Fingerprint.of(chain[0]);
      if (!shown.equals(pinned)) {
        throw new UntrustedCertificateException(
            "its certificate is %s, and %s was pinned".formatted(shown, pinned),
            shown,
            pinned,
            null);
      }
    };
  }

  private static CertificateCheck.Judge pki(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager pki) {
        return pki::checkServerTrusted;
      }
    }
    throw new GeneralSecurityException("this JDK checks no X.509 certificates");
  }

  private static KeyStore authorities(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + count++, each);
      }
      if (count == 0) {
        throw new GeneralSecurityException("the file holds no certificate: " + file);
      }
    }
    return store;
  }
}
