package io.xendisk.adapter.store;

import io.xendisk.port.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
      if (kept.size() < whole.size()) {
        cut(kept);
      }
      return List.copyOf(kept);
    } catch (IOException e) {
      return List.of(); // whoever adds is told
    }
  }

  private void cut(List<String> kept) {
    try {
      OwnerOnly.replace(file, kept);
    } catch (IOException e) {
      // On a full disk it stays as long as it is; it is cut another time.
    }
  }

  @Override
  public synchronized boolean add(String line) {
    try {
      OwnerOnly.makeDirectoryOf(file);
      LineFile.append(file, List.of(line), true);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
