package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.xenapi.TestCertificate.Wish;
import java.net.InetAddress;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Why there is no {@code legacyTls} for one pool: the JDK cannot do it (docs/adr/0023). */
class LegacyTlsTest {
  @Test
  void theJdkRefusesTls10HoweverOneConnectionAsksForIt() throws Exception {
    var anything =
        new AlgorithmConstraints() {
          @Override
          public boolean permits(
              Set<CryptoPrimitive> primitives,
              String algorithm,
              @Nullable AlgorithmParameters parameters) {
            return true;
          }

          @Override
          public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
          }

          @Override
          public boolean permits(
              Set<CryptoPrimitive> primitives,
              String algorithm,
              Key key,
              @Nullable AlgorithmParameters parameters) {
            return true;
          }
        };
    SSLContext context = TestCertificate.selfSigned(Wish.host()).server();
    try (var server = RawServer.start(visitor -> visitor.in.read());
        var socket =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      var parameters = socket.getSSLParameters();
      parameters.setAlgorithmConstraints(anything);
      parameters.setProtocols(new String[] {"TLSv1"});
      socket.setSSLParameters(parameters);

      assertThatThrownBy(socket::startHandshake)
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("protocol is disabled");
    }
  }
}
