package io.xendisk.xenapi;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes from the start of a disk what it needs, and leaves the rest. Called on the thread of {@link
 * XenApi#readStart}, to which its stream is confined.
 */
@FunctionalInterface
public interface RawReader<T> {
  /**
   * Reads on and on towards the end of the disk; to get further in, skip. It ends after the bytes
   * that were asked for at most, or where the disk ends.
   */
  T read(InputStream disk) throws IOException;
}
