package io.xendisk.adapter.notify;

import io.xendisk.domain.tell.Message;
import io.xendisk.port.Delivery;
import io.xendisk.port.Notifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command with the news as JSON at its standard input. It sees a bare environment, without
 * what xendisk itself was told there, and is ended with all that it started when its time is over.
 * Thread-safe: holds no state of its own.
 */
public final class ToldCommand implements Notifier {
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ");
  private static final int LONGEST_COMPLAINT = 200;

  private final List<String> words;
  private final Duration timeout;
  private final InstantSource clock;

  public ToldCommand(List<String> words, Duration timeout, InstantSource clock) {
    this.words = List.copyOf(words);
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public Delivery deliver(Message message, Duration atMost) throws InterruptedException {
    var limit = timeout.compareTo(atMost) < 0 ? timeout : atMost;
    try {
      var process = started();
      try {
        return ended(process, NewsJson.of(message, clock.instant()), limit);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return new Delivery.Failed(
          "%s could not be run: %s".formatted(words.getFirst(), e.getMessage()));
    }
  }

  private Process started() throws IOException {
    var builder = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    return builder.start();
  }

  private Delivery ended(Process process, String json, Duration limit) throws InterruptedException {
    var complaint = new CompletableFuture<String>();
    var reader =
        Thread.ofVirtual()
            .name("complaint")
            .start(() -> complaint.complete(firstLine(process.getErrorStream())));
    Thread.startVirtualThread(() -> write(process, json));
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Delivery.Failed(
          "%s was ended, because it was not done within %d s"
              .formatted(words.getFirst(), limit.toSeconds()));
    }
    if (process.exitValue() == 0) {
      return new Delivery.Done();
    }
    reader.join(Duration.ofSeconds(1)); // what it started may hold the stream open for ever
    return new Delivery.Failed(
        "%s ended with %d%s"
            .formatted(words.getFirst(), process.exitValue(), complaint.getNow("")));
  }

  /** A command that does not read what it is told is free not to. */
  private static void write(Process process, String json) {
    try (var in = process.getOutputStream()) {
      in.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // its end tells what there is to tell
    }
  }

  private static String firstLine(InputStream stream) {
    try (stream) {
      var start = new String(stream.readNBytes(4 * LONGEST_COMPLAINT), StandardCharsets.UTF_8);
      stream.transferTo(java.io.OutputStream.nullOutputStream());
      var line = start.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
      return line.isBlank()
          ? ""
          : ": " + line.substring(0, Math.min(line.length(), LONGEST_COMPLAINT));
    } catch (IOException e) {
      return "";
    }
  }
}
