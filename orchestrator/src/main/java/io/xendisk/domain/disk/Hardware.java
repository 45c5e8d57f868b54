package io.xendisk.domain.disk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the spindle says of itself, as far as XenAPI passes it on; the size is in bytes. A SATA
 * disk's model is cut to 16 characters and its vendor is {@code ATA} (facts §5.5). Immutable.
 */
public record Hardware(
    @Nullable String bus,
    @Nullable String vendor,
    @Nullable String model,
    @Nullable String revision,
    @Nullable String serial,
    long size) {
  /**
   * The storage manager's text: {@code VENDOR model MODEL rev REV type N}, parts may be missing.
   */
  private static final Pattern DESCRIPTION =
      Pattern.compile("(.*?)(?:(?:^| )model (.*?))?(?:(?:^| )rev (.*?))?(?:(?:^| )type \\d+)?");

  /** Reads a VDI's {@code name_description} and the bus in its {@code name_label}. */
  public static Hardware of(String label, String description, long size) {
    var parts = DESCRIPTION.matcher(description.strip());
    if (!parts.matches()) {
      return new Hardware(busOf(label), null, null, null, null, size);
    }
    return new Hardware(
        busOf(label), told(parts.group(1)), told(parts.group(2)), told(parts.group(3)), null, size);
  }

  private static @Nullable String busOf(String label) {
    int blank = label.indexOf(' ');
    return blank < 1 ? null : label.substring(0, blank);
  }

  private static @Nullable String told(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
