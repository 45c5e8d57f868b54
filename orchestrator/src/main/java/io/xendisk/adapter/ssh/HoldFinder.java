package io.xendisk.adapter.ssh;

import io.xendisk.domain.dom0.Dom0Hold;
import io.xendisk.domain.dom0.Dom0Hold.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from what the kernel says in which ways dom0 has a disk in use. Immutable.
 *
 * @param machine {@code mounts} and {@code swaps} as {@code /proc} shows them
 * @param details {@code holders DISK} and {@code map dm-N} as {@code /sys/block} shows them
 */
record HoldFinder(
    Map<String, String> machine, Map<String, String> inventory, Map<String, String> details) {

  List<Dom0Hold> of(String disk, Map<String, String> properties) {
    var holds = new ArrayList<Dom0Hold>();
    var own = Pattern.compile(Pattern.quote(disk) + "(p?\\d+)?");
    for (var line : LookText.lines(machine, "mounts").toList()) {
      var fields = line.split(" ", -1);
      if (fields.length > 1 && own.matcher(device(fields[0])).matches()) {
        holds.add(new Dom0Hold(Kind.MOUNTED, "%s at %s".formatted(fields[0], fields[1])));
      }
    }
    for (var line : LookText.lines(machine, "swaps").skip(1).toList()) {
      var file = line.split("\\s", -1)[0];
      if (own.matcher(device(file)).matches()) {
        holds.add(new Dom0Hold(Kind.SWAP, file));
      }
    }
    LookText.lines(details, "holders " + disk).map(this::held).forEach(holds::add);
    if (isPrimary(disk, properties)) {
      holds.add(new Dom0Hold(Kind.PRIMARY_DISK, ""));
    }
    return holds;
  }

  private static String device(String path) {
    return path.startsWith("/dev/") ? path.substring("/dev/".length()) : "";
  }

  /** By the path of a holder, such as {@code /sys/block/sda/sda3/holders/dm-0}. */
  private Dom0Hold held(String path) {
    var holder = path.substring(path.lastIndexOf('/') + 1);
    var map = LookText.lines(details, "map " + holder).toList();
    var uuid = map.isEmpty() ? "" : map.getFirst();
    var name = map.size() > 1 ? "%s (%s)".formatted(map.get(1), holder) : holder;
    return new Dom0Hold(kind(holder, uuid), name);
  }

  private static Kind kind(String holder, String uuid) {
    if (holder.startsWith("md")) {
      return Kind.RAID;
    }
    if (uuid.contains("mpath-")) {
      return Kind.MULTIPATH;
    }
    return uuid.startsWith("LVM-") ? Kind.LVM : Kind.DEVICE_MAPPER;
  }

  private boolean isPrimary(String disk, Map<String, String> properties) {
    @Nullable String primary = inventory.get("PRIMARY_DISK");
    return primary != null
        && !primary.isEmpty()
        && (primary.equals("/dev/" + disk)
            || List.of(properties.getOrDefault("DEVLINKS", "").split(" ", -1)).contains(primary));
  }
}
