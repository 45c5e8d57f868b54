package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.Dom0Exam;
import io.xendisk.domain.dom0.Dom0Facts;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.RulesAudit;
import io.xendisk.port.Dom0;
import io.xendisk.port.Dom0Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks into dom0 of one host and changes nothing: its rules, what udev makes of them, and who has
 * the disks that they name. Thread-safe: holds no state of its own.
 */
public final class CheckDom0 {
  private CheckDom0() {}

  /** What was found, or that it is another host. */
  public sealed interface Result {
    /**
     * A look.
     *
     * @param unshared the disks of the rules for which the host's own check fails
     */
    record Looked(Dom0Facts facts, Set<String> unshared, List<Finding> findings) implements Result {
      public Looked {
        unshared = Set.copyOf(unshared);
        findings = List.copyOf(findings);
      }
    }

    record Not(RulesProblem why) implements Result {}
  }

  /**
   * Looks.
   *
   * @param disks those of the host that the pool shows
   */
  public static Result run(Host host, List<Disk> disks, Dom0Door door) {
    try (var dom0 = door.open()) {
      var facts = dom0.look();
      if (!facts.hostUuid().equals(host.id().uuid())) {
        return new Result.Not(new RulesProblem.AnotherHost(host, facts.hostUuid()));
      }
      var unshared = unshared(dom0, facts, disks);
      return new Result.Looked(
          facts,
          unshared,
          Dom0Exam.of(
              "host %s (%s)".formatted(host.name(), host.id().uuid()),
              host.name(),
              facts,
              unshared,
              disks.stream().map(disk -> disk.seat().device()).collect(Collectors.toSet())));
    }
  }

  /**
   * A disk that is offered already, or that waits to be pulled, is not opened even for a moment.
   */
  private static Set<String> unshared(Dom0 dom0, Dom0Facts facts, List<Disk> disks) {
    var shown = disks.stream().map(disk -> disk.seat().device()).collect(Collectors.toSet());
    var failing = new ArrayList<String>();
    for (BlockFacts block : facts.meant(RulesAudit.of(facts.rules()).disks())) {
      boolean left = block.isLinked() || !block.holds().isEmpty() || shown.contains(block.name());
      if (!left && !dom0.passesSharingCheck(block.name())) {
        failing.add(block.name());
      }
    }
    return Set.copyOf(failing);
  }
}
