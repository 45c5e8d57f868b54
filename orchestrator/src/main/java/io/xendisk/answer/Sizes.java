package io.xendisk.answer;

import java.util.Locale;

/** Sizes as they are printed on disks: in powers of ten. */
public final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Sizes() {}

  /** {@code 2.0 TB}. */
  public static String words(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 999.5 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, size < 9.95 && unit > 0 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }
}
