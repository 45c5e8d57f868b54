package io.xendisk.adapter.notify;

import io.xendisk.domain.tell.Message;
import io.xendisk.port.Delivery;
import io.xendisk.port.Notifier;
import io.xendisk.port.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Posts the news as JSON. Its signature is over all of the body, in which the moment of sending
 * stands. Redirects are not followed: the news would go where nobody said. Thread-safe: holds no
 * state of its own.
 */
public final class Webhook implements Notifier {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int TRIES = 3;

  private final Target target;
  private final InstantSource clock;
  private final Pause pause;

  /**
   * Where it goes.
   *
   * @param secret the key of the signature; null for none
   * @param ca a PEM file of the authority that vouches for the server; null for the system's
   */
  public record Target(URI url, @Nullable Secrets secret, @Nullable Path ca) {}

  public Webhook(Target target, InstantSource clock, Pause pause) {
    this.target = target;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Delivery deliver(Message message, Duration atMost) throws InterruptedException {
    try {
      return Within.time(atMost, () -> posted(message));
    } catch (TimeoutException e) {
      return new Delivery.Failed("no answer within %d s".formatted(atMost.toSeconds()));
    } catch (ExecutionException e) {
      return new Delivery.Failed(reason(e.getCause()));
    }
  }

  private Delivery posted(Message message)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (var client = client()) {
      Delivery last = new Delivery.Failed("not tried");
      for (int n = 1; n <= TRIES; n++) {
        var request = request(message);
        try {
          int status = client.send(request, BodyHandlers.discarding()).statusCode();
          if (status / 100 == 2) {
            return new Delivery.Done();
          }
          last = new Delivery.Failed(words(status));
          if (status < 500 && status != 429) {
            return last;
          }
        } catch (IOException e) {
          last = new Delivery.Failed(reason(e));
        }
        if (n < TRIES) {
          pause.pass(Duration.ofSeconds(n));
        }
      }
      return last;
    }
  }

  private static String words(int status) {
    return status / 100 == 3
        ? "HTTP status %d: a redirect, which is not followed; write the new URL into the"
                .formatted(status)
            + " configuration"
        : "HTTP status " + status;
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .version(Version.HTTP_1_1)
        .followRedirects(Redirect.NEVER)
        .connectTimeout(CONNECT)
        .sslContext(Trusting.context(target.ca()))
        .build();
  }

  private HttpRequest request(Message message) throws GeneralSecurityException {
    var body = NewsJson.of(message, clock.instant()).getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(target.url())
            .header("Content-Type", "application/json")
            .header("User-Agent", "xendisk")
            .header("X-Xendisk-Event", message.news().kind().word());
    if (target.secret() != null) {
      request.header("X-Xendisk-Signature", "sha256=" + signature(target.secret(), body));
    }
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }

  private static String signature(Secrets secret, byte[] body) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  /** The URL may hold a secret, so that no message of HttpClient is passed on with it. */
  private static String reason(@Nullable Throwable cause) {
    var message = cause == null ? null : cause.getMessage();
    return switch (cause) {
      case IllegalStateException _ when message != null -> message;
      case javax.net.ssl.SSLException _ -> "TLS failed: " + message;
      case java.net.ConnectException _ -> "no connection to the server";
      case null -> "it failed";
      default -> "the connection failed: " + cause.getClass().getSimpleName();
    };
  }
}
