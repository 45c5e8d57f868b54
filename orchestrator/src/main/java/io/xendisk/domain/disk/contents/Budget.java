package io.xendisk.domain.disk.contents;

/**
 * What reading one disk may cost, whatever stands on it: so many steps (a read, or one turn of a
 * loop) and so many bytes. Once a limit is reached nothing more is granted. Confined to one thread.
 */
final class Budget {
  static final int STEPS = 10_000;
  static final int BYTES = StreamedBytes.MOST;

  private int steps;
  private int bytes;

  /** Grants one step. */
  boolean step() {
    if (steps >= STEPS) {
      return false;
    }
    steps++;
    return true;
  }

  /** Grants a read of that many bytes, which is a step too. */
  boolean read(int length) {
    if (length > BYTES - bytes || !step()) {
      return false;
    }
    bytes += length;
    return true;
  }

  int steps() {
    return steps;
  }

  int bytes() {
    return bytes;
  }
}
