package io.xendisk.domain.disk.contents;

import io.xendisk.domain.disk.contents.Mutation.Stretch;
import java.util.ArrayList;
import java.util.List;

/** Counts what a reader asks of a disk that it shares, and cuts it short where told. */
final class WatchedBytes implements DiskBytes {
  private final byte[] bytes;
  private final int known;
  private final long size;
  private final boolean listing;
  private final List<Stretch> stretches = new ArrayList<>();
  private int reads;
  private long asked;

  WatchedBytes(byte[] bytes, int known, long size, boolean listing) {
    this.bytes = bytes;
    this.known = known;
    this.size = size;
    this.listing = listing;
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) {
    reads++;
    asked += length;
    if (offset < 0 || offset >= known) {
      return 0;
    }
    int had = (int) Math.min(length, known - offset);
    System.arraycopy(bytes, (int) offset, into, at, had);
    if (listing && had > 0) {
      stretches.add(new Stretch((int) offset, had));
    }
    return had;
  }

  @Override
  public long size() {
    return size;
  }

  int reads() {
    return reads;
  }

  long asked() {
    return asked;
  }

  List<Stretch> stretches() {
    return List.copyOf(stretches);
  }
}
