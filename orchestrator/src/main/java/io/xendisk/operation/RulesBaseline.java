package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.RulesPlan;
import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.HostBaseline;
import io.xendisk.domain.host.RulesFile;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.util.List;
import java.util.Optional;

/**
 * What the pool remembers of a host whose rules are right: by it a later look knows that they were
 * lost, and a later {@code host prepare} which disks they were for. Thread-safe: holds no state of
 * its own.
 */
final class RulesBaseline {
  private final Surroundings surroundings;
  private final Pool pool;
  private final Host host;

  RulesBaseline(Surroundings surroundings, Host host) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.host = host;
  }

  /** The bays that had a disk when the rules were last right. */
  List<DiskMatch> remembered() {
    return HostBaseline.of(host.id(), pool.inventory().notes())
        .map(baseline -> baseline.bays().stream().<DiskMatch>map(DiskMatch.ByBay::new).toList())
        .orElse(List.of());
  }

  /**
   * Remembers the host as it is now; what could not be, in words.
   *
   * @param offered what dom0 offers by these rules since
   * @param disks what the pool shows
   */
  Optional<String> remember(RulesPlan.Change plan, List<BlockFacts> offered, List<Disk> disks) {
    var facts =
        pool.hosts().estate().hosts().stream()
            .filter(one -> one.host().id().equals(host.id()))
            .findFirst();
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    var baselines = new HostBaselines(surroundings);
    try {
      if (plan.disks().isEmpty()) {
        baselines.forget(facts.get());
      } else {
        var _ = baselines.save(facts.get(), disks, bays(offered), sum(plan));
      }
      return Optional.empty();
    } catch (PoolException.Rejected e) {
      return Optional.of(
          "what the host is like now could not be remembered on the pool: " + e.getMessage());
    }
  }

  private static List<String> bays(List<BlockFacts> offered) {
    return offered.stream()
        .filter(block -> !block.isUsb())
        .flatMap(block -> Optional.ofNullable(block.address()).stream())
        .toList();
  }

  private static String sum(RulesPlan.Change plan) {
    return plan.files().stream()
        .filter(file -> file.path().equals(RulesFile.PATH) && file.after() != null)
        .map(file -> RulesFile.sum(String.valueOf(file.after())))
        .findFirst()
        .orElse("");
  }
}
