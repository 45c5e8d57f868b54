package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Endpoint;
import io.xendisk.xenapi.http.HttpConnection;
import io.xendisk.xenapi.http.HttpFailure;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Connects to a host, as every call does, and asks it nothing. Thread-safe. */
final class HostKnock {
  private final Calls calls;

  HostKnock(Calls calls) {
    this.calls = calls;
  }

  HostReach at(Endpoint endpoint) {
    var within = calls.options().connectTimeout();
    try (var connection =
        HttpConnection.open(
            endpoint, calls.trust().of(endpoint), within, calls.deadline(within), 0)) {
      return new HostReach(endpoint.uri(), null, false, endOf(connection.certificate()));
    } catch (HttpFailure e) {
      return new HostReach(
          endpoint.uri(),
          String.valueOf(e.getMessage()),
          e.kind() == HttpFailure.Kind.UNTRUSTED,
          null);
    } catch (IOException e) {
      return new HostReach(endpoint.uri(), String.valueOf(e.getMessage()), false, null);
    }
  }

  private static @Nullable Instant endOf(@Nullable X509Certificate certificate) {
    return certificate == null ? null : certificate.getNotAfter().toInstant();
  }
}
