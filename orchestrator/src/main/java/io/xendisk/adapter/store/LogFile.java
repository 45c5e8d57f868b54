package io.xendisk.adapter.store;

import io.xendisk.port.LogArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A file to which lines are only added, under a lock. A line that a killed process left half is cut
 * off by the next one that adds. Safe between processes; one at a time in a process.
 */
public final class LogFile implements LogArchive {
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path file;

  public LogFile(Path file) {
    this.file = file;
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  @Override
  public void extend(Function<List<String>, List<String>> more) {
    // A second lock of one process is an error, and not a wait.
    synchronized (ONE_AT_A_TIME) {
      try {
        OwnerOnly.makeDirectoryOf(file.toAbsolutePath());
        try (var channel =
                FileChannel.open(
                    file,
                    Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                    OwnerOnly.FILE);
            var _ = channel.lock()) {
          extend(channel, more);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be written", e);
      }
    }
  }

  private static void extend(FileChannel channel, Function<List<String>, List<String>> more)
      throws IOException {
    var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until all of it is there
    }
    var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    var whole = text.substring(0, text.lastIndexOf('\n') + 1);
    var added = more.apply(whole.lines().toList());
    if (!added.isEmpty()) {
      channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
      channel.position(channel.size());
      var out = ByteBuffer.wrap((String.join("\n", added) + "\n").getBytes(StandardCharsets.UTF_8));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      channel.force(true);
    }
  }
}
