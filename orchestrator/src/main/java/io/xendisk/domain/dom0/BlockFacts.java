package io.xendisk.domain.dom0;

import io.xendisk.domain.host.DiskMatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A whole disk as dom0 has it. Immutable.
 *
 * @param address its SCSI address, null for one that has none
 * @param properties what udev remembers of it: {@code ID_PATH}, {@code ID_SERIAL_SHORT}, ...
 * @param links the names of its links under {@code /dev/xapi/block}
 */
public record BlockFacts(
    String name,
    @Nullable String address,
    Map<String, String> properties,
    List<Dom0Hold> holds,
    List<String> links) {
  public BlockFacts {
    properties = Map.copyOf(properties);
    holds = List.copyOf(holds);
    links = List.copyOf(links);
  }

  /** Whether a rule for this disk means this one. */
  public boolean is(DiskMatch match) {
    return switch (match) {
      case DiskMatch.ByBay(var bay) -> bay.equals(address);
      case DiskMatch.ByIdPath(var path) -> path.equals(properties.get("ID_PATH"));
      case DiskMatch.BySerial(var serial) ->
          serial.equals(properties.get("ID_SERIAL_SHORT"))
              || serial.equals(properties.get("ID_SCSI_SERIAL"))
              || properties.getOrDefault("ID_SERIAL", "").endsWith("_" + serial);
      case DiskMatch.ByKernelName(var kernel) -> kernel.equals(name);
    };
  }

  /** The way to it through the machine. */
  public Optional<String> idPath() {
    return Optional.ofNullable(properties.get("ID_PATH")).filter(path -> !path.isEmpty());
  }

  /** The product's own rules offer USB disks. */
  public boolean isUsb() {
    return "usb".equals(properties.get("ID_BUS"));
  }

  public boolean isLinked() {
    return !links.isEmpty();
  }

  /** {@code sdb (bay 2:0:0:0, WDC_WD20EARS-00M_WD-WMAZA1000001)}. */
  public String words() {
    var more =
        java.util.stream.Stream.of(
                address == null ? "" : "bay " + address,
                properties.getOrDefault("ID_SERIAL", properties.getOrDefault("ID_MODEL", "")))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return more.isEmpty() ? name : "%s (%s)".formatted(name, more);
  }

  /** {@code mounted: /dev/sda1 at /; swap: /dev/sda6}. */
  public String holdWords() {
    return holds.stream().map(Dom0Hold::words).collect(Collectors.joining("; "));
  }
}
