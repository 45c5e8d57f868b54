package io.xendisk.domain.disk.contents;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A disk that arrives as a stream from its beginning (facts §12: no ranges, closed early). Keeps
 * what it has read, never reads more than {@link #MOST} bytes, and reads no further than it is
 * asked for; a place beyond that is absent and costs nothing. A stream that fails ends there, and
 * says why in {@link #failure}. Confined to one thread.
 */
public final class StreamedBytes implements DiskBytes {
  /** No disk is read further than this. */
  public static final int MOST = 4 << 20;

  private static final int FIRST_PIECE = 64 << 10;

  private final InputStream stream;
  private final long diskSize;
  private byte[] kept = new byte[0];
  private int count;
  private boolean ended;
  private Optional<IOException> failure = Optional.empty();

  StreamedBytes(InputStream stream, long diskSize) {
    if (diskSize < 0) {
      throw new IllegalArgumentException("a disk has no negative size, was " + diskSize);
    }
    this.stream = stream;
    this.diskSize = diskSize;
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) {
    if (offset < 0 || offset >= MOST || length <= 0) {
      return 0;
    }
    fillTo((int) Math.min(MOST, offset + length));
    int had = Math.clamp(count - offset, 0, length);
    System.arraycopy(kept, Math.min((int) offset, count), into, at, had);
    return had;
  }

  @Override
  public long size() {
    return diskSize;
  }

  /** How many bytes were taken from the stream. */
  public int bytesRead() {
    return count;
  }

  /** Why the stream ended before its time, if it did. */
  public Optional<IOException> failure() {
    return failure;
  }

  private void fillTo(int end) {
    if (ended || end <= count) {
      return;
    }
    if (end > kept.length) {
      kept = Arrays.copyOf(kept, Math.clamp(Math.max(end, kept.length * 2L), FIRST_PIECE, MOST));
    }
    try {
      while (count < end) {
        int had = stream.read(kept, count, end - count);
        if (had <= 0) {
          ended = true;
          return;
        }
        count += had;
      }
    } catch (IOException e) {
      ended = true;
      failure = Optional.of(e);
    }
  }
}
