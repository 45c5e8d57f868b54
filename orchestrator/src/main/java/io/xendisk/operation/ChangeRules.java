package io.xendisk.operation;

import io.xendisk.domain.disk.Host;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.port.Dom0Door;
import java.util.List;
import java.util.Optional;

/**
 * Prepares a host so that its udev offers the disks that are named, or takes that back.
 * Thread-safe: holds no state of its own.
 */
public final class ChangeRules {
  private final Surroundings surroundings;

  public ChangeRules(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public RulesOutcome run(RulesOrder order, Dom0Door door, Consent consent)
      throws InterruptedException {
    var hosts = surroundings.pool().inventory().hosts();
    var host = meant(order.host(), hosts);
    if (host.isEmpty()) {
      return new RulesOutcome.Refused(new RulesProblem.Unknown(order.host(), hosts));
    }
    var log = new StepLog(surroundings);
    try (var dom0 = log.timed("connect", door::open)) {
      return new RulesRun(surroundings, order, host.get(), dom0, log).run(consent);
    }
  }

  private static Optional<Host> meant(String text, List<Host> hosts) {
    return hosts.stream()
        .filter(host -> host.name().equals(text) || host.id().uuid().equalsIgnoreCase(text))
        .findFirst();
  }
}
