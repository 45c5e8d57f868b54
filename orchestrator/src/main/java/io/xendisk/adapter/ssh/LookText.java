package io.xendisk.adapter.ssh;

import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.Dom0Facts;
import io.xendisk.domain.host.HostRelease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands that look at dom0, and the reading of what they say: two command lines, each a row
 * of parts that begin with a mark that nobody else writes. Immutable.
 */
final class LookText {
  private static final String RULES = "/etc/udev/rules.d";
  private static final Pattern DISK = Pattern.compile("sd[a-z]+|hd[a-z]|vd[a-z]+|nvme\\d+n\\d+");
  private static final Pattern MAP = Pattern.compile("dm-\\d+");
  private static final Pattern ASSIGNED = Pattern.compile("(?m)^([A-Z_]+)='?([^'\\n]*)'?$");
  private static final Pattern ADDRESS = Pattern.compile("\\d+(:\\d+){3}");

  private final String mark;

  /** What the first command line tells: the names for the second one. */
  record Machine(
      Map<String, String> inventory,
      List<String> rules,
      List<String> others,
      List<String> disks,
      List<String> maps,
      Map<String, String> parts) {}

  LookText(String token) {
    this.mark = "== " + token + " ";
  }

  private String part(String name, String command) {
    return "echo; echo '%s%s'; %s 2>/dev/null; ".formatted(mark, name, command);
  }

  String machineCommand() {
    return part("inventory", "cat /etc/xensource-inventory")
        + part("names", "ls -1A " + RULES)
        + part("mounts", "cat /proc/mounts")
        + part("swaps", "cat /proc/swaps")
        + part("blocks", "ls -1 /sys/block")
        + part("links", "ls -1 /dev/xapi/block")
        + "true";
  }

  Machine machine(String said) {
    var parts = parts(said);
    var inventory = new HashMap<String, String>();
    ASSIGNED
        .matcher(parts.getOrDefault("inventory", ""))
        .results()
        .forEach(found -> inventory.put(found.group(1), found.group(2)));
    var names = lines(parts, "names").toList();
    var blocks = lines(parts, "blocks").toList();
    return new Machine(
        inventory,
        paths(names.stream().filter(name -> name.endsWith(".rules"))),
        paths(names.stream().filter(name -> !name.endsWith(".rules"))),
        blocks.stream().filter(name -> DISK.matcher(name).matches()).toList(),
        blocks.stream().filter(name -> MAP.matcher(name).matches()).toList(),
        parts);
  }

  private static List<String> paths(Stream<String> names) {
    return names.map(name -> RULES + "/" + name).toList();
  }

  String detailCommand(Machine machine) {
    var command = new StringBuilder();
    machine.rules.forEach(path -> command.append(part("file " + path, "cat " + Sh.quoted(path))));
    for (var disk : machine.disks) {
      var at = "/sys/block/" + disk;
      command.append(part("device " + disk, "readlink -f %s/device".formatted(at)));
      command.append(
          part("holders " + disk, "ls -1d %s/holders/* %s/%s*/holders/*".formatted(at, at, disk)));
      command.append(
          part(
              "udev " + disk,
              "udevadm info --query=property --name=/dev/%s 2>/dev/null || udevinfo -q env -n %s"
                  .formatted(disk, disk)));
    }
    for (var link : lines(machine.parts, "links").toList()) {
      var path = Sh.quoted("/dev/xapi/block/" + link);
      command.append(part("link " + link, "readlink -f " + path));
    }
    for (var map : machine.maps) {
      command.append(
          part(
              "map " + map, "cat /sys/block/%s/dm/uuid /sys/block/%s/dm/name".formatted(map, map)));
    }
    return command.append("true").toString();
  }

  Dom0Facts facts(Machine machine, String said) {
    var parts = parts(said);
    var rules = new LinkedHashMap<String, String>();
    for (var path : machine.rules) {
      rules.put(path, parts.getOrDefault("file " + path, ""));
    }
    var holds = new HoldFinder(machine.parts, machine.inventory, parts);
    var blocks = new ArrayList<BlockFacts>();
    for (var disk : machine.disks) {
      var properties = properties(parts.getOrDefault("udev " + disk, ""));
      blocks.add(
          new BlockFacts(
              disk,
              address(parts.getOrDefault("device " + disk, "")),
              properties,
              holds.of(disk, properties),
              links(machine, parts, disk)));
    }
    return new Dom0Facts(
        machine.inventory.getOrDefault("INSTALLATION_UUID", ""),
        HostRelease.of(
            Map.of(
                "product_brand", machine.inventory.getOrDefault("PRODUCT_BRAND", ""),
                "product_version", machine.inventory.getOrDefault("PRODUCT_VERSION", ""),
                "platform_name", machine.inventory.getOrDefault("PLATFORM_NAME", ""),
                "platform_version", machine.inventory.getOrDefault("PLATFORM_VERSION", ""))),
        rules,
        machine.others,
        blocks);
  }

  private static List<String> links(Machine machine, Map<String, String> parts, String disk) {
    return lines(machine.parts, "links")
        .filter(link -> parts.getOrDefault("link " + link, "").strip().equals("/dev/" + disk))
        .toList();
  }

  private static @Nullable String address(String device) {
    var last = device.strip().substring(device.strip().lastIndexOf('/') + 1);
    return ADDRESS.matcher(last).matches() ? last : null;
  }

  private static Map<String, String> properties(String said) {
    var properties = new HashMap<String, String>();
    said.lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(
            line ->
                properties.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return properties;
  }

  static Stream<String> lines(Map<String, String> parts, String name) {
    return parts.getOrDefault(name, "").lines().filter(line -> !line.isBlank());
  }

  /** Each part as it was, without the line break that was put before the next mark. */
  private Map<String, String> parts(String said) {
    var parts = new LinkedHashMap<String, String>();
    var marks = Pattern.compile("(?m)^" + Pattern.quote(mark) + "(.*)\n").matcher(said);
    String name = "";
    int from = 0;
    while (marks.find()) {
      put(parts, name, said, from, marks);
      name = marks.group(1);
      from = marks.end();
    }
    parts.put(name, said.substring(Math.min(from, said.length())));
    return parts;
  }

  private static void put(
      Map<String, String> parts, String name, String said, int from, Matcher next) {
    parts.put(name, said.substring(from, Math.max(from, next.start() - 1)));
  }
}
