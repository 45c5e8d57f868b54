package io.xendisk.domain.disk.contents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An image file of which every byte can be had. Confined to one thread. */
final class FileBytes implements DiskBytes, AutoCloseable {
  private final FileChannel file;

  FileBytes(Path image) throws IOException {
    file = FileChannel.open(image);
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
      long position = offset;
      while (buffer.hasRemaining()) {
        int had = file.read(buffer, position);
        if (had < 0) {
          break;
        }
        position += had;
      }
      return length - buffer.remaining();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long size() {
    try {
      return file.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
