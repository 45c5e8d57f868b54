package io.xendisk.domain.disk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the spindle says of itself, as far as XenAPI's records pass it on; the size is in bytes. A
 * SATA disk's model is cut to 16 characters and its vendor is {@code ATA} (facts §5.5). Serial and
 * WWN are those of a by-id link, {@code usbSerial} is that of the enclosure. Immutable.
 */
public record Hardware(
    @Nullable String bus,
    @Nullable String vendor,
    @Nullable String model,
    @Nullable String revision,
    @Nullable String serial,
    @Nullable String wwn,
    @Nullable String usbSerial,
    long size) {
  /**
   * The storage manager's text: {@code VENDOR model MODEL rev REV type N}, parts may be missing.
   */
  private static final Pattern DESCRIPTION =
      Pattern.compile("(.*?)(?:(?:^| )model (.*?))?(?:(?:^| )rev (.*?))?(?:(?:^| )type \\d+)?");

  /** udev's names under {@code by-id}: {@code ata-MODEL_SERIAL} and {@code wwn-0x...}. */
  private static final Pattern ATA_LINK = Pattern.compile("ata-(.+)_([^_]+)");

  private static final Pattern WWN_LINK = Pattern.compile("wwn-(0x[0-9a-fA-F]+)");

  /** Reads a VDI's {@code name_description} and the bus in its {@code name_label}. */
  public static Hardware of(String label, String description, long size) {
    var parts = DESCRIPTION.matcher(description.strip());
    if (!parts.matches()) {
      return new Hardware(busOf(label), null, null, null, null, null, null, size);
    }
    return new Hardware(
        busOf(label),
        told(parts.group(1)),
        told(parts.group(2)),
        told(parts.group(3)),
        null,
        null,
        null,
        size);
  }

  /** Without what the record describes, once it describes another disk. */
  Hardware undescribed() {
    return new Hardware(bus, null, null, null, serial, wwn, usbSerial, size);
  }

  /** With what the name of a link under {@code by-id} tells; any other name tells nothing. */
  public Hardware linkedAs(String name) {
    var ata = ATA_LINK.matcher(name);
    if (ata.matches()) {
      return new Hardware(bus, vendor, ata.group(1), revision, ata.group(2), wwn, usbSerial, size);
    }
    var world = WWN_LINK.matcher(name);
    return world.matches()
        ? new Hardware(bus, vendor, model, revision, serial, world.group(1), usbSerial, size)
        : this;
  }

  /** Behind a USB device that shows this serial number, null if it shows none. */
  public Hardware behindUsb(@Nullable String newUsbSerial) {
    return new Hardware(bus, vendor, model, revision, serial, wwn, newUsbSerial, size);
  }

  private static @Nullable String busOf(String label) {
    int blank = label.indexOf(' ');
    return blank < 1 ? null : label.substring(0, blank);
  }

  private static @Nullable String told(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
