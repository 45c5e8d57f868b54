package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import javax.net.ssl.HttpsURLConnection;

/** Connections of the JDK that trust whom a client of a pool would trust. Stateless. */
public final class TrustedConnections {
  private TrustedConnections() {}

  /**
   * Has a connection that is not open yet trust like this; no setting of the JVM is changed.
   *
   * @throws IOException if what vouches cannot be read
   */
  public static void secure(HttpsURLConnection connection, Trust trust) throws IOException {
    var url = connection.getURL();
    var base = URI.create("%s://%s".formatted(url.getProtocol(), url.getAuthority()));
    var options = ClientOptions.of(base, "nobody", new Secret("")).trust(trust).build();
    var tls = Objects.requireNonNull(new TrustedHosts(options).of(Endpoint.of(base)), "no TLS");
    connection.setSSLSocketFactory(tls.sockets());
    if (!tls.checksName()) {
      // Exactly this certificate was named, whatever name it holds.
      connection.setHostnameVerifier((_, _) -> true);
    }
  }
}
