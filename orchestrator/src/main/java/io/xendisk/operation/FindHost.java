package io.xendisk.operation;

import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.port.PoolHosts.Estate;

/** Finds the one host that a person means. Pure. */
final class FindHost {
  private FindHost() {}

  static HostAnswer<HostFacts> in(Estate estate, String text) {
    return estate.hosts().stream()
        .filter(host -> host.host().name().equals(text) || host.host().id().uuid().equals(text))
        .findFirst()
        .<HostAnswer<HostFacts>>map(HostAnswer.Told::new)
        .orElseGet(
            () ->
                new HostAnswer.Not<>(
                    RulesAdvice.on(
                        new RulesProblem.Unknown(
                            text, estate.hosts().stream().map(HostFacts::host).toList()))));
  }
}
