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
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code xendisk serve} in this process, from its line that says it is ready to its end. */
final class RunningService implements AutoCloseable {
  private static final Duration TO_START = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Shell shell;
  private final List<String> words;
  private final Thread thread;
  private final JsonNode ready;
  private final String token;

  private RunningService(Shell shell, List<String> words, Thread thread, JsonNode ready) {
    this.shell = shell;
    this.words = words;
    this.thread = thread;
    this.ready = ready;
    this.token = token("supervisor", "of-this-test-" + Long.toHexString(System.nanoTime()));
  }

  /** Starts it with more words of the command line, at a free port, with a state of its own. */
  static RunningService start(Shell shell, String... words)
      throws IOException, InterruptedException {
    return startWith(
        shell.with("XDG_STATE_HOME", Files.createTempDirectory("xendisk-service").toString()),
        words);
  }

  /** The same with the state that the shell names. */
  static RunningService startWith(Shell shell, String... words) throws InterruptedException {
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
    return new RunningService(shell, List.of(words), thread, JSON.readTree(line));
  }

  /** The token of somebody who may everything. */
  String token() {
    return token;
  }

  /** Lets somebody use the service, as a person does who sits at it. */
  String token(String role, String name) {
    var ran = command("token", "create", "--role", role, "--name", name);
    if (ran.exit() != 0) {
      throw new AssertionError(ran.err());
    }
    return ran.out().strip();
  }

  /** A command of the person who sits at the service, with its configuration. */
  Shell.Ran command(String... line) {
    return shell.run(Stream.concat(Arrays.stream(line), words.stream()).toArray(String[]::new));
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

  /** Gets something as somebody who may everything. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** A request of somebody who may everything. */
  HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + token);
  }

  /** A request of nobody in particular. */
  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(url().resolve(path)).timeout(TO_START);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
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
