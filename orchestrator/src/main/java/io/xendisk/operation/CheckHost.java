package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.domain.host.Account;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.HostBaseline;
import io.xendisk.domain.host.HostExam;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.port.Pool;
import java.util.List;
import java.util.Optional;

/**
 * Tells what XenAPI alone tells of one host: its release, its removable storage, what its bays
 * hold, and what is wrong with them. Thread-safe: holds no state of its own.
 */
public final class CheckHost {
  private final Surroundings surroundings;
  private final Pool pool;

  public CheckHost(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /**
   * What to do beside looking.
   *
   * @param scan let the host look which disks are there, first
   * @param save remember afterwards that the host is as it should be
   */
  public record Order(String host, boolean scan, boolean save) {}

  /** A host, and what was found. */
  public record Report(
      HostFacts facts,
      Account account,
      List<Disk> disks,
      Optional<HostBaseline> baseline,
      List<Diagnosed> findings,
      boolean scanned,
      boolean saved) {}

  /** The host that a person means, and its baseline. */
  public record Known(HostFacts facts, Optional<HostBaseline> baseline) {}

  /** The host alone, without a look at its disks. */
  public HostAnswer<Known> find(String host) {
    return switch (FindHost.in(pool.hosts().estate(), host)) {
      case HostAnswer.Not<HostFacts>(var why) -> new HostAnswer.Not<>(why);
      case HostAnswer.Told<HostFacts>(var facts) ->
          new HostAnswer.Told<>(
              new Known(facts, HostBaseline.of(facts.host().id(), pool.inventory().notes())));
    };
  }

  public HostAnswer<Report> run(Order order) throws InterruptedException {
    return switch (FindHost.in(pool.hosts().estate(), order.host())) {
      case HostAnswer.Not<HostFacts>(var why) -> new HostAnswer.Not<>(why);
      case HostAnswer.Told<HostFacts>(var facts) -> run(order, facts);
    };
  }

  private HostAnswer<Report> run(Order order, HostFacts found) throws InterruptedException {
    if (!found.host().live()) {
      return new HostAnswer.Not<>(RulesAdvice.on(new RulesProblem.NotLive(found.host())));
    }
    if (order.scan()) {
      var refused = new ScanHost(surroundings).run(found);
      if (refused.isPresent()) {
        return new HostAnswer.Not<>(refused.get());
      }
    }
    var checkup = PoolCheckup.of(surroundings, found.host().name());
    var disks = checkup.disksOf(found);
    var baseline =
        order.save()
            ? Optional.of(new HostBaselines(surroundings).save(found, disks, List.of(), ""))
            : HostBaseline.of(found.host().id(), checkup.inventory().notes());
    return new HostAnswer.Told<>(
        new Report(
            found,
            checkup.account(),
            disks,
            baseline,
            HostExam.of(found, disks, baseline),
            order.scan(),
            order.save()));
  }
}
