package io.xendisk.adapter.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Adds lines to a file of mode 0600, all of them or none: neither a full disk nor whoever was
 * killed in the middle spoils a line of somebody else. Stateless; its caller sees that nobody else
 * adds meanwhile.
 */
final class LineFile {
  private LineFile() {}

  /**
   * Adds them in one write.
   *
   * @param force whether they are to stay when the machine fails
   */
  static void append(Path file, List<String> lines, boolean force) throws IOException {
    try (var channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OwnerOnly.FILE)) {
      // Whoever was killed in the middle left no end of its line.
      var text = (endsALine(file) ? "" : "\n") + String.join("\n", lines) + "\n";
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      long before = channel.size();
      channel.write(bytes);
      if (bytes.hasRemaining()) {
        channel.truncate(before);
        throw new IOException("the disk is full");
      }
      if (force) {
        channel.force(false);
      }
    }
  }

  private static boolean endsALine(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      var last = ByteBuffer.allocate(1);
      return size == 0 || (channel.read(last, size - 1) == 1 && last.get(0) == '\n');
    }
  }
}
