package io.xendisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory that goes with what it was made for. Confined to one thread. */
record OwnDirectory(Path path) implements AutoCloseable {
  static OwnDirectory make() {
    try {
      return new OwnDirectory(Files.createTempDirectory("xendisk-demo"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
