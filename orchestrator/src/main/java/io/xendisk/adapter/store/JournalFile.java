package io.xendisk.adapter.store;

import io.xendisk.port.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * A file of mode 0600 to which one process adds lines. When it is opened it is cut to its last
 * lines. Thread-safe: guarded by itself.
 */
public final class JournalFile implements Journal {
  private static final int KEPT = 4000;

  private final Path file;

  public JournalFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public synchronized List<String> lines() {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      var whole = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      var kept = whole.subList(Math.max(0, whole.size() - KEPT), whole.size());
      if (kept.size() < whole.size() || !text.endsWith("\n")) {
        OwnerOnly.replace(file, kept);
      }
      return List.copyOf(kept);
    } catch (IOException e) {
      return List.of(); // whoever adds is told
    }
  }

  @Override
  public synchronized boolean add(String line) {
    try {
      OwnerOnly.makeDirectoryOf(file);
      try (var channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OwnerOnly.FILE)) {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(false);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
