package io.xendisk.domain.disk.contents;

/** A disk whose first bytes are in memory. Immutable: the array is never handed out. */
final class KnownStart implements DiskBytes {
  private final byte[] start;
  private final long diskSize;

  KnownStart(byte[] start, long diskSize) {
    if (diskSize < 0) {
      throw new IllegalArgumentException("a disk has no negative size, was " + diskSize);
    }
    this.start = start;
    this.diskSize = diskSize;
  }

  @Override
  public int read(long offset, byte[] into, int at, int length) {
    if (offset < 0 || offset >= start.length) {
      return 0;
    }
    int had = Math.min(length, start.length - (int) offset);
    System.arraycopy(start, (int) offset, into, at, had);
    return had;
  }

  @Override
  public long size() {
    return diskSize;
  }
}
