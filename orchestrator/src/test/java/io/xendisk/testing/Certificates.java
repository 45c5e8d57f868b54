package io.xendisk.testing;

import io.xendisk.fixtures.wire.tls.CertificateMaker;
import io.xendisk.fixtures.wire.tls.CertificateSpec;
import io.xendisk.fixtures.wire.tls.HostKey;
import io.xendisk.fixtures.wire.tls.HostKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** An authority for one test, and servers that it vouches for. */
public final class Certificates {
  private final CertificateMaker maker = new CertificateMaker(new SecureRandom());
  private final Instant from;
  private final Instant until;
  private final HostKey authority;

  public Certificates(Instant now) {
    this.from = now.minus(Duration.ofDays(1));
    this.until = now.plus(Duration.ofDays(30));
    this.authority = maker.authority("an authority of a test", from, until);
  }

  /** Its certificate in a PEM file. */
  public Path pem(Path file) throws IOException {
    return Files.writeString(file, pem("CERTIFICATE", encoded(authority)));
  }

  /** A server's certificate and its key, in PEM files. */
  public record ServerFiles(Path chain, Path key) {}

  /** A server with this name, in files. */
  public ServerFiles server(String name, Path chain, Path key) throws IOException {
    var server = maker.signedBy(authority, new CertificateSpec(name, List.of(name), from, until));
    return new ServerFiles(
        Files.writeString(chain, pem("CERTIFICATE", encoded(server))),
        Files.writeString(key, pem("PRIVATE KEY", server.key().getEncoded())));
  }

  /** The same in one PKCS12 file. */
  public Path store(String name, Path file, String password) throws IOException {
    var server = maker.signedBy(authority, new CertificateSpec(name, List.of(name), from, until));
    try (var out = Files.newOutputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "service",
          server.key(),
          password.toCharArray(),
          server.chain().toArray(java.security.cert.Certificate[]::new));
      store.store(out, password.toCharArray());
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that trusts whom this authority vouches for. */
  public HttpClient client() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", authority.certificate());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(tls).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] encoded) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, lines.encodeToString(encoded), what);
  }

  private static byte[] encoded(HostKey server) {
    try {
      return server.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server with this name. */
  public SSLSocketFactory serverNamed(String name) {
    var key = maker.signedBy(authority, new CertificateSpec(name, List.of(name), from, until));
    return new HostKeys(Map.of(name, key)).serverSockets(name);
  }
}
