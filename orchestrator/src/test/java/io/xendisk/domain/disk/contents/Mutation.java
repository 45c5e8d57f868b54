package io.xendisk.domain.disk.contents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Alters a disk in the places that its readers look at, and puts it back afterwards. Half of the
 * time it makes the checksums right again, as somebody would who means harm. Confined to one
 * thread.
 */
final class Mutation {
  private static final long[] ODD_NUMBERS = {
    0,
    1,
    -1,
    2,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE / 512,
    Long.MAX_VALUE / 4096
  };

  private record Undo(int at, Block before) {}

  /** A stretch that a reader asked for. */
  record Stretch(int at, int length) {}

  private final DiskImage image;
  private final byte[] bytes;
  private final List<Stretch> stretches;
  private final RandomGenerator random;
  private final List<Undo> undo = new ArrayList<>();

  Mutation(DiskImage image, List<Stretch> stretches, RandomGenerator random) {
    this.image = image;
    this.bytes = image.array();
    this.stretches = stretches;
    this.random = random;
  }

  void apply() {
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      Stretch stretch = stretches.get(random.nextInt(stretches.size()));
      // Small fields stand at the beginning of most structures.
      int within = random.nextBoolean() ? Math.min(stretch.length(), 256) : stretch.length();
      change(stretch.at() + random.nextInt(within));
    }
    if (random.nextBoolean()) {
      new Repair(image, this).all();
    }
  }

  /** Remembers what stands there, before somebody writes over it. */
  void remember(int at, int length) {
    int from = Math.clamp(at, 0, bytes.length);
    int to = Math.clamp((long) at + length, from, bytes.length);
    undo.add(new Undo(from, new Block(Arrays.copyOfRange(bytes, from, to))));
  }

  void undo() {
    for (Undo last : undo.reversed()) {
      int length = last.before().length();
      System.arraycopy(last.before().copy(0, length), 0, bytes, last.at(), length);
    }
    undo.clear();
  }

  private void change(int at) {
    remember(at, 512);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> number(at, 1 << random.nextInt(1, 4), random.nextBoolean());
      case 3 -> {
        int end = Math.min(bytes.length, at + random.nextInt(1, 64));
        Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0 : 0xff));
      }
      default -> {
        Stretch other = stretches.get(random.nextInt(stretches.size()));
        int length = Math.min(random.nextInt(1, 512), bytes.length - Math.max(at, other.at()));
        System.arraycopy(bytes, other.at(), bytes, at, length);
      }
    }
  }

  private void number(int at, int size, boolean bigEndian) {
    long value = ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)] + random.nextInt(-1, 2);
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> (8 * (bigEndian ? size - 1 - i : i)));
    }
  }
}
