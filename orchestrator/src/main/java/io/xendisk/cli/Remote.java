package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.DocumentReader;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A service that a command uses instead of a pool. It waits for the end of what it asked for; when
 * the command is ended it asks the service to end that too, and waits until it is cleared up. It is
 * loaded only where a service is named. Confined to one thread.
 */
final class Remote {
  private static final String ANSWER = "application/vnd.xendisk.answer+json";
  private static final String API = "/api/v1";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofMinutes(3);

  private final URI server;
  private final String token;
  private final @Nullable String pool;
  private final Securing securing;

  /**
   * The service.
   *
   * @param pool by the name that the service knows it by; null for the only one
   */
  Remote(URI server, String token, @Nullable String pool, Securing securing) {
    this.server = server;
    this.token = token;
    this.pool = pool;
    this.securing = securing;
  }

  /** Has a connection trust whom it should. */
  @FunctionalInterface
  interface Securing {
    void secure(HttpsURLConnection connection) throws IOException;
  }

  /** What a command that only looks would print. */
  Answer read(String what, Map<String, String> query) {
    var text = new StringBuilder("/pools/" + encoded(poolName()) + "/" + what);
    var mark = "?";
    for (var one : query.entrySet()) {
      text.append(mark).append(one.getKey()).append('=').append(encoded(one.getValue()));
      mark = "&";
    }
    var all = called("GET", API + text, null);
    return answer(all, all.get("document"), all);
  }

  /** What a command that compares something with the pool would print. */
  Answer compare(String what, Map<String, Object> request) {
    var path = API + "/pools/" + encoded(poolName()) + "/" + what;
    var all = called("POST", path, DocumentWriter.json(request));
    return answer(all, all.get("document"), all);
  }

  /** What a command that changes something would print, once it is done. */
  Answer operate(String kind, Map<String, Object> request) {
    var path = API + "/pools/" + encoded(poolName()) + "/" + kind;
    var begun = called("POST", path, DocumentWriter.json(request));
    var place = API + "/operations/" + begun.get("id");
    var operation = begun;
    try {
      while (operation.get("ended") == null) {
        operation = called("GET", place + "?wait=20", null);
      }
    } catch (Failure e) {
      if (e.explanation().exit() == Exit.INTERRUPTED) {
        cancel(place);
      }
      throw e;
    }
    return answer(operation, operation.get("result"), operation.get("said"));
  }

  /** What was begun is taken back before the command ends, as without a service. */
  private void cancel(String place) {
    var operation = called("DELETE", place, null);
    for (int i = 0; i < 3 && operation.get("ended") == null; i++) {
      operation = called("GET", place + "?wait=15", null);
    }
  }

  private static Answer answer(
      Map<String, Object> all, @Nullable Object document, @Nullable Object said) {
    return new Answer(
        exit(all.get("exit")),
        object(document),
        texts(said, "text"),
        texts(said, "names"),
        texts(said, "talk"));
  }

  private static Exit exit(@Nullable Object code) {
    return Arrays.stream(Exit.values())
        .filter(exit -> String.valueOf(exit.code()).equals(String.valueOf(code)))
        .findFirst()
        .orElse(Exit.FAILED);
  }

  private static Map<String, Object> object(@Nullable Object value) {
    var object = Documents.map();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> Documents.put(object, name.toString(), member));
    }
    return object;
  }

  private static List<String> texts(@Nullable Object said, String name) {
    return said instanceof Map<?, ?> map && map.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private String poolName() {
    if (pool != null) {
      return pool;
    }
    var names = new ArrayList<String>();
    if (called("GET", API + "/pools", null).get("pools") instanceof List<?> pools) {
      pools.forEach(one -> names.add(String.valueOf(object(one).get("name"))));
    }
    if (names.size() != 1) {
      throw new Failure(
          new Explanation(
              "usage",
              Exit.USAGE,
              "the service has %d pools".formatted(names.size()),
              "Name one with --pool: %s.".formatted(String.join(", ", names))));
    }
    return names.getFirst();
  }

  private Map<String, Object> called(String method, String path, @Nullable String body) {
    try {
      var connection = (HttpURLConnection) server.resolve(path).toURL().openConnection();
      if (connection instanceof HttpsURLConnection secured) {
        securing.secure(secured);
      }
      connection.setRequestMethod(method);
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) READ.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("Authorization", "Bearer " + token);
      connection.setRequestProperty("Accept", ANSWER + ", application/json");
      if (body != null) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.setDoOutput(true);
        // Of a known length it is sent once; else the JDK repeats it where the answer is lost.
        connection.setFixedLengthStreamingMode(bytes.length);
        connection.setRequestProperty("Content-Type", "application/json");
        try (var out = connection.getOutputStream()) {
          out.write(bytes);
        }
      }
      int status = connection.getResponseCode();
      var document =
          document(status < 400 ? connection.getInputStream() : connection.getErrorStream());
      if (status >= 400) {
        throw problem(document);
      }
      return document;
    } catch (SSLException e) {
      throw new Failure(
          new Explanation(
              "certificate-not-trusted",
              Exit.CREDENTIALS,
              "the service at %s is not trusted: %s".formatted(server, e.getMessage()),
              "Name who vouches for it with --trust ca:FILE, or its certificate with"
                  + " --trust sha256:FINGERPRINT."));
    } catch (IOException | IllegalArgumentException e) {
      if (Thread.interrupted()) {
        throw Failures.interrupted();
      }
      throw new Failure(
          new Explanation(
              "service-unreachable",
              Exit.UNREACHABLE,
              "the service at %s does not answer as one: %s".formatted(server, e.getMessage()),
              "Look at --server and whether `xendisk serve` runs there; without --server the"
                  + " command goes to the pool itself."));
    }
  }

  private static Map<String, Object> document(@Nullable InputStream in) throws IOException {
    if (in == null) {
      return Documents.map();
    }
    try (in) {
      return DocumentReader.object(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Failure problem(Map<String, Object> document) {
    var pool =
        document.get("xapi") instanceof Map<?, ?> xapi
            ? new Failure.PoolError(String.valueOf(xapi.get("code")), texts(xapi, "params"))
            : null;
    return new Failure(
        new Explanation(
            String.valueOf(document.get("id")),
            exit(document.get("exit")),
            String.valueOf(document.get("detail")),
            String.valueOf(document.get("advice"))),
        pool);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
