package io.xendisk.testing;

import io.xendisk.fixtures.wire.tls.CertificateMaker;
import io.xendisk.fixtures.wire.tls.CertificateSpec;
import io.xendisk.fixtures.wire.tls.HostKey;
import io.xendisk.fixtures.wire.tls.HostKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

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
    try {
      var encoded = authority.certificate().getEncoded();
      var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
      return Files.writeString(
          file,
          "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
              .formatted(lines.encodeToString(encoded)));
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
