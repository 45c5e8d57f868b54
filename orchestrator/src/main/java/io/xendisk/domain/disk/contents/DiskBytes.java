package io.xendisk.domain.disk.contents;

import java.io.InputStream;

/**
 * The bytes of one disk, as far as they can be had. Whoever reads asks for places in ascending
 * order where it can, and takes what it does not get as absent; an implementation never throws for
 * a place that it cannot reach.
 */
public interface DiskBytes {

  /**
   * Puts the bytes from {@code offset} on into {@code into}, beginning at {@code at}.
   *
   * @return how many bytes were put there, from 0 (none can be had) to {@code length}
   */
  int read(long offset, byte[] into, int at, int length);

  /** The size of the whole disk in bytes, however little of it can be read. */
  long size();

  /** A disk of {@code diskSize} bytes of which {@code start} is known. */
  static DiskBytes of(byte[] start, long diskSize) {
    return new KnownStart(start.clone(), diskSize);
  }

  /**
   * A disk of {@code diskSize} bytes that can be read from its beginning, once. The caller owns the
   * stream and closes it.
   */
  static StreamedBytes of(InputStream start, long diskSize) {
    return new StreamedBytes(start, diskSize);
  }
}
