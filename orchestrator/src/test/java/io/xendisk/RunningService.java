package io.xendisk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code xendisk serve} in this process, from its line that says it is ready to its end. */
final class RunningService implements AutoCloseable {
  private static final Duration TO_START = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Thread thread;
  private final JsonNode ready;

  private RunningService(Thread thread, JsonNode ready) {
    this.thread = thread;
    this.ready = ready;
  }

  /** Starts it with more words of the command line, at a free port. */
  static RunningService start(Shell shell, String... words) throws InterruptedException {
    var lines = new ArrayBlockingQueue<String>(16);
    var all = new String[words.length + 3];
    all[0] = "serve";
    all[1] = "--listen";
    all[2] = "127.0.0.1:0";
    System.arraycopy(words, 0, all, 3, words.length);
    var thread =
        Thread.ofVirtual().name("service").unstarted(() -> lines.add(end(shell, lines, all)));
    thread.start();
    var line = lines.poll(TO_START.toSeconds(), TimeUnit.SECONDS);
    if (line == null || !line.startsWith("{\"url\"")) {
      throw new AssertionError("the service did not start: " + line);
    }
    return new RunningService(thread, JSON.readTree(line));
  }

  private static String end(Shell shell, ArrayBlockingQueue<String> lines, String... words) {
    try (var out = new PrintStream(new Lines(lines), true, StandardCharsets.UTF_8)) {
      return "ended with " + shell.run(out, words);
    }
  }

  JsonNode ready() {
    return ready;
  }

  URI url() {
    return URI.create(ready.get("url").asString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url().resolve(path)).build(), BodyHandlers.ofString());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  /** Ends it as a signal does. */
  @Override
  public void close() {
    client.close();
    thread.interrupt();
    try {
      if (!thread.join(TO_START)) {
        throw new AssertionError("the service does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes what is printed apart into lines. */
  private static final class Lines extends OutputStream {
    private final ArrayBlockingQueue<String> lines;
    private @Nullable StringBuilder line = new StringBuilder();

    Lines(ArrayBlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public void write(int b) {
      if (line == null) {
        return;
      }
      if (b == '\n') {
        lines.add(line.toString());
        line = null; // the first line is all that the service prints
      } else {
        line.append((char) b);
      }
    }
  }
}
