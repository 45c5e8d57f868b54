package io.xendisk.domain.disk.contents;

/**
 * Where on a disk something stands: the whole disk (number 0) or a partition under the number that
 * Linux gives it. Offset and length are in bytes and never negative. Immutable.
 */
public record Place(int number, long offset, long length) {
  public Place {
    if (number < 0 || offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "a place has no negative part, was number %d, offset %d, length %d"
              .formatted(number, offset, length));
    }
  }

  public static Place wholeDisk(long size) {
    return new Place(0, 0, size);
  }

  public boolean isWholeDisk() {
    return number == 0;
  }
}
