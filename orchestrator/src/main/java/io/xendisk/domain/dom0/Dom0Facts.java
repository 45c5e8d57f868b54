package io.xendisk.domain.dom0;

import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.UdevDialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in dom0 at one look. Immutable.
 *
 * @param hostUuid the host's uuid by its own inventory, by which one knows where one is
 * @param rules the rules files under {@code /etc/udev/rules.d}, by their paths
 * @param others the other files there: what an update or an interrupted run left
 */
public record Dom0Facts(
    String hostUuid,
    Optional<HostRelease> release,
    Map<String, String> rules,
    List<String> others,
    List<BlockFacts> blocks) {
  /** How a file is called while it is written: udev does not read it, and nobody else makes one. */
  public static final String UNFINISHED = ".xendisk-new";

  public Dom0Facts {
    rules = Map.copyOf(rules);
    others = List.copyOf(others);
    blocks = List.copyOf(blocks);
  }

  /** The disks that are there and that these rules mean. */
  public List<BlockFacts> meant(Collection<DiskMatch> disks) {
    return blocks.stream().filter(block -> disks.stream().anyMatch(block::is)).toList();
  }

  /**
   * The same disk named so that a reboot changes nothing about it: a bay by its {@code ID_PATH},
   * where a disk is in it that tells one, and no other disk tells the same.
   */
  public DiskMatch steadier(DiskMatch match) {
    boolean modern = release.filter(one -> one.dialect() == UdevDialect.MODERN).isPresent();
    if (!(match instanceof DiskMatch.ByBay) || !modern) {
      return match;
    }
    return blocks.stream()
        .filter(block -> block.is(match))
        .findFirst()
        .flatMap(this::byPath)
        .orElse(match);
  }

  /** The disk by its bay: the best that a rule can name it by without asking the drive. */
  Optional<DiskMatch> byPlace(BlockFacts block) {
    return Optional.ofNullable(block.address())
        .flatMap(address -> DiskMatch.parse("bay " + address))
        .map(this::steadier)
        .or(() -> byPath(block));
  }

  private Optional<DiskMatch> byPath(BlockFacts block) {
    return block
        .idPath()
        .filter(path -> blocks.stream().filter(other -> isAt(other, path)).count() == 1)
        .flatMap(path -> DiskMatch.parse("id-path " + path));
  }

  private static boolean isAt(BlockFacts block, String path) {
    return block.idPath().filter(path::equals).isPresent();
  }

  /** Files that were not finished when a connection was lost. */
  public List<String> unfinished() {
    return others.stream().filter(path -> path.endsWith(UNFINISHED)).toList();
  }

  /** Files of the product that an update replaced, with what had been changed in them. */
  public List<String> savedByUpdates() {
    return others.stream().filter(path -> path.endsWith(".rpmsave")).toList();
  }

  /** The disks that are offered to VMs, and that dom0 itself has in use. */
  public List<BlockFacts> offeredByMistake() {
    return blocks.stream().filter(block -> block.isLinked() && !block.holds().isEmpty()).toList();
  }

  /** The SATA disks that somebody's rules offer now. */
  List<BlockFacts> offered() {
    var offered = new ArrayList<BlockFacts>();
    for (var block : blocks) {
      if (block.isLinked() && !block.isUsb() && block.holds().isEmpty()) {
        offered.add(block);
      }
    }
    return offered;
  }
}
