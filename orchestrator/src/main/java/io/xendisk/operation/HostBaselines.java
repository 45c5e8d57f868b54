package io.xendisk.operation;

import io.xendisk.domain.disk.Bay;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.host.HostBaseline;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers on the pool what hosts are like when they are right (role pool-operator). Thread-safe:
 * holds no state of its own.
 */
public final class HostBaselines {
  private final Surroundings surroundings;
  private final Pool pool;

  public HostBaselines(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /**
   * Remembers a host as it is now.
   *
   * @param host as it was looked at just now
   * @param disks those of the host that are there
   * @param told the bays that its control domain said disks are in
   * @param rules the sum of its rules file; empty where nobody looked: then the sum that was known
   *     stays
   */
  public HostBaseline save(HostFacts host, List<Disk> disks, List<String> told, String rules) {
    var notes = pool.inventory().notes();
    var known = HostBaseline.of(host.host().id(), notes);
    var baseline =
        new HostBaseline(
            host.host().id().uuid(),
            host.release().map(HostRelease::toString).orElse(""),
            host.build(),
            host.host().bootTime(),
            rules.isEmpty() ? known.map(HostBaseline::rules).orElse("") : rules,
            bays(host, disks, told, known),
            surroundings.clock().now());
    write(host, notes, baseline);
    return baseline;
  }

  private void write(HostFacts host, Map<String, String> notes, HostBaseline baseline) {
    var key = HostBaseline.keyOf(host.host().id());
    if (notes.containsKey(key)) {
      pool.eraseFromPool(key);
    }
    boolean _ = pool.noteOnPool(key, baseline.text());
  }

  /** Forgets it, as after the rules were taken away on purpose. */
  public void forget(HostFacts host) {
    pool.eraseFromPool(HostBaseline.keyOf(host.host().id()));
  }

  /**
   * The bays in which a disk was offered by the rules: a USB disk needs none. Where a record of
   * before the host's last boot does not say any more where its disk is, the bays that were known
   * are known still.
   */
  private static List<String> bays(
      HostFacts host, List<Disk> disks, List<String> told, Optional<HostBaseline> known) {
    var offered =
        disks.stream()
            .filter(disk -> disk.seat().host().id().equals(host.host().id()))
            .filter(disk -> disk.hardware().usbSerial() == null)
            .map(disk -> Optional.ofNullable(disk.seat().bay()).map(Bay::address))
            .toList();
    var before =
        offered.stream().allMatch(Optional::isPresent)
            ? List.<String>of()
            : known.map(HostBaseline::bays).orElse(List.of());
    return Stream.of(offered.stream().flatMap(Optional::stream), told.stream(), before.stream())
        .flatMap(bays -> bays)
        .toList();
  }
}
