package io.xendisk.domain.host;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what a udev rule knows one disk. A value is refused unless udev takes it for itself: a quote
 * would end the rule, and {@code * ? [ |} match other disks too. Immutable.
 */
public sealed interface DiskMatch {
  /** The word for this kind, as in the option: {@code serial}. */
  String kind();

  String value();

  /** {@code serial WD-WCC4E1234567}: the form in which a rules file lists what it is for. */
  default String words() {
    return kind() + " " + value();
  }

  /** What {@link #words} gave; nothing if it is none of them. */
  static Optional<DiskMatch> parse(String words) {
    int space = words.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    var value = words.substring(space + 1);
    try {
      return switch (words.substring(0, space)) {
        case "bay" -> Optional.of(new ByBay(value));
        case "id-path" -> Optional.of(new ByIdPath(value));
        case "serial" -> Optional.of(new BySerial(value));
        case "kernel" -> Optional.of(new ByKernelName(value));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * By the SCSI address that {@code disks} shows. It tells no PCI path, so the rule asks for the
   * address itself; its first number may be another one after a reboot or a new controller.
   */
  record ByBay(String value) implements DiskMatch {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,5}(:\\d{1,5}){3}");

    public ByBay {
      require(ADDRESS, value, "a bay is a SCSI address such as 2:0:0:0");
    }

    @Override
    public String kind() {
      return "bay";
    }
  }

  /** By the way through the machine to the disk: whichever disk is in that bay. */
  record ByIdPath(String value) implements DiskMatch {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._+-]{2,127}");
    private static final Pattern PARTITION = Pattern.compile(".*-part\\d+");

    public ByIdPath {
      require(PATH, value, "an ID_PATH looks like pci-0000:00:1f.2-ata-3");
      if (PARTITION.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "an ID_PATH of a whole disk has no -part..., was '%s'".formatted(value));
      }
    }

    @Override
    public String kind() {
      return "id-path";
    }
  }

  /** By the drive's own number, in whichever bay it is. */
  record BySerial(String value) implements DiskMatch {
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9#+.:=@_-]{1,64}");

    /** udev writes blanks inside a serial number as one underscore. */
    public BySerial {
      value = value.strip().replaceAll("[ \\t]+", "_");
      require(
          SERIAL,
          value,
          "a serial number is written as udevadm info shows it in ID_SERIAL_SHORT, with none of"
              + " \" ' \\ * ? [ ] | $ %");
    }

    @Override
    public String kind() {
      return "serial";
    }
  }

  /** By the kernel's letter, which the next reboot may give to another disk. */
  record ByKernelName(String value) implements DiskMatch {
    private static final Pattern NAME =
        Pattern.compile("sd[a-z]{1,3}|hd[a-z]|vd[a-z]{1,2}|nvme\\d{1,3}n\\d{1,3}");

    public ByKernelName {
      require(NAME, value, "a kernel name is that of a whole disk, such as sdb or nvme0n1");
    }

    @Override
    public String kind() {
      return "kernel";
    }
  }

  private static void require(Pattern pattern, String value, String rule) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("%s, was '%s'".formatted(rule, value));
    }
  }
}
