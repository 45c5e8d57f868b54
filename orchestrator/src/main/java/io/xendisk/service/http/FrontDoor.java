package io.xendisk.service.http;

import io.xendisk.config.ServiceSettings;
import java.security.KeyStore;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one socket that the service listens at, with its limits on connections, headers and time.
 * Stateless.
 */
final class FrontDoor {
  private static final long IDLE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final int HEADER_BYTES = 16 * 1024;

  private FrontDoor() {}

  static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      ServiceSettings settings,
      @Nullable KeyStore certificate) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    var plain = new HttpConnectionFactory(http);
    ServerConnector connector;
    if (certificate == null) {
      connector = new ServerConnector(server, plain);
    } else {
      // Whoever was let in by another name is not turned away for it: the client checks that.
      http.addCustomizer(new SecureRequestCustomizer(false));
      connector = new ServerConnector(server, tls(certificate), plain);
    }
    connector.setHost(settings.listen().host());
    connector.setPort(settings.listen().port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addBean(new NetworkConnectionLimit(settings.limits().connections(), connector));
    return connector;
  }

  private static SslConnectionFactory tls(KeyStore certificate) {
    var tls = new SslContextFactory.Server();
    tls.setKeyStore(certificate);
    tls.setKeyStorePassword(Certificate.IN_MEMORY);
    tls.setSniRequired(false);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return new SslConnectionFactory(tls, "http/1.1");
  }
}
