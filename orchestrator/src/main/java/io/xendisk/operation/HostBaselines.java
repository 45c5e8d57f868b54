package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.host.HostBaseline;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @param rules the sum of its rules file; empty where nobody looked: then the sum that was known
   *     stays
   */
  public HostBaseline save(HostFacts host, List<Disk> disks, String rules) {
    var notes = pool.inventory().notes();
    var known = HostBaseline.of(host.host().id(), notes);
    var baseline =
        new HostBaseline(
            host.host().id().uuid(),
            host.release().map(HostRelease::toString).orElse(""),
            host.build(),
            host.host().bootTime(),
            rules.isEmpty() ? known.map(HostBaseline::rules).orElse("") : rules,
            bays(host, disks),
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

  /** The bays in which a disk was offered by the rules: a USB disk needs none. */
  private static List<String> bays(HostFacts host, List<Disk> disks) {
    return disks.stream()
        .filter(disk -> disk.seat().host().id().equals(host.host().id()))
        .filter(disk -> disk.hardware().usbSerial() == null)
        .flatMap(disk -> Optional.ofNullable(disk.seat().bay()).stream())
        .map(bay -> bay.address())
        .toList();
  }
}
