package io.xendisk.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file system of 4 MiB, which is filled to its last byte and emptied again. Only root may mount
 * one. Confined to one thread.
 */
public final class SmallDisk implements AutoCloseable {
  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** One at this directory; empty where nobody may mount one here. */
  public static Optional<SmallDisk> mountedAt(Path directory) throws Exception {
    Files.createDirectories(directory);
    boolean mounted =
        ran("mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", directory.toString());
    return mounted ? Optional.of(new SmallDisk(directory)) : Optional.empty();
  }

  private static boolean ran(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(words))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Nothing more can be written to it. */
  public void fill() throws IOException {
    var block = ByteBuffer.allocate(1 << 12);
    try (var channel =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (directory.toFile().getUsableSpace() > 0) {
        block.clear();
        channel.write(block);
      }
    }
  }

  /** There is room again. */
  public void free() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  @Override
  public void close() {
    try {
      // Whatever is still open goes with its end.
      ran("umount", "-l", directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
