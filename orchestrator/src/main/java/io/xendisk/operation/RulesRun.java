package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.Dom0Facts;
import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.dom0.RulesPlan;
import io.xendisk.domain.dom0.RulesPlanner;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.domain.dom0.RulesWish;
import io.xendisk.operation.RulesOutcome.Word;
import io.xendisk.port.Deadline;
import io.xendisk.port.Dom0;
import io.xendisk.port.Dom0Exception;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One change of the rules of one host: look, decide, show, look whether the storage is free, write,
 * have udev look at the disks, and wait until the pool shows them. What does not end well is taken
 * back. It is one class because every later step needs what the earlier ones found. Confined to one
 * thread.
 */
final class RulesRun {
  /** How long dom0's script gets before a scan does its work. */
  private static final Duration SCRIPT = Duration.ofSeconds(10);

  private final RulesOrder order;
  private final Host host;
  private final Dom0 dom0;
  private final StepLog log;
  private final HostStorage storage;
  private final RulesBaseline baseline;
  private final Deadline deadline;
  private final List<String> remarks = new ArrayList<>();

  RulesRun(Surroundings surroundings, RulesOrder order, Host host, Dom0 dom0, StepLog log) {
    this.order = order;
    this.host = host;
    this.dom0 = dom0;
    this.log = log;
    this.storage = new HostStorage(surroundings, host);
    this.baseline = new RulesBaseline(surroundings, host);
    this.deadline = Deadline.in(order.deadline(), surroundings.ticker());
  }

  private boolean removes() {
    return order.kind() == RulesOrder.Kind.REMOVE;
  }

  RulesOutcome run(Consent consent) throws InterruptedException {
    var facts = log.timed("look", dom0::look);
    if (!facts.hostUuid().equals(host.id().uuid())) {
      return refused(new RulesProblem.AnotherHost(host, facts.hostUuid()));
    }
    var planner = new RulesPlanner(host.name(), facts);
    var plan =
        removes()
            ? planner.removal(order.disks())
            : planner.preparation(
                new RulesWish(order.disks(), baseline.remembered(), order.adopt()));
    return switch (plan) {
      case RulesPlan.Refused(var why) -> refused(why);
      case RulesPlan.Change change -> decided(facts, change, consent);
    };
  }

  private static RulesOutcome refused(RulesProblem why) {
    return new RulesOutcome.Refused(why);
  }

  private RulesOutcome decided(Dom0Facts facts, RulesPlan.Change plan, Consent consent)
      throws InterruptedException {
    plan.warnings().forEach(remarks::add);
    if (!order.planOnly() && !facts.unfinished().isEmpty()) {
      log.did("clean-up", () -> facts.unfinished().forEach(dom0::remove));
    }
    if (plan.files().isEmpty() && lacking(plan).isEmpty()) {
      return done(removes() ? Word.ALREADY_REMOVED : Word.ALREADY_PREPARED, plan, shown(plan));
    }
    if (order.planOnly()) {
      return done(Word.PLANNED, plan, List.of());
    }
    var problem = notNow(plan).or(() -> unshared(plan));
    if (problem.isPresent()) {
      return refused(problem.get());
    }
    if (!consent.given(plan)) {
      return refused(new RulesProblem.Declined(host));
    }
    // A person may have taken a while to read.
    var meanwhile = notNow(plan);
    return meanwhile.isPresent() ? refused(meanwhile.get()) : carriedOut(facts, plan);
  }

  /** The disks that the pool should show, by these rules, and that are not offered now. */
  private Set<String> lacking(RulesPlan.Change plan) {
    if (removes()) {
      return Set.of();
    }
    var shown = devices(shown(plan));
    return plan.targets().stream()
        .filter(target -> !target.isLinked() || !shown.contains(target.name()))
        .map(BlockFacts::name)
        .collect(Collectors.toSet());
  }

  private List<Disk> shown(RulesPlan.Change plan) {
    var names = names(plan.targets());
    return storage.disks().stream().filter(disk -> names.contains(disk.seat().device())).toList();
  }

  private Optional<RulesProblem> notNow(RulesPlan.Change plan) {
    var touched = removes() ? Set.<String>of() : names(plan.targets());
    boolean touchesNone = !removes() && touched.isEmpty();
    return storage
        .inUse()
        .or(
            () ->
                touchesNone
                    ? Optional.empty()
                    : storage
                        .waitsToBePulled(touched)
                        .map(disk -> new RulesProblem.WaitsToBePulled(host, disk)));
  }

  /** The host's own word on disks that nobody offers yet. */
  private Optional<RulesProblem> unshared(RulesPlan.Change plan) {
    return removes()
        ? Optional.empty()
        : plan.targets().stream()
            .filter(target -> !target.isLinked() && !dom0.passesSharingCheck(target.name()))
            .findFirst()
            .map(target -> new RulesProblem.SharingCheckFails(host.name(), target));
  }

  private RulesOutcome carriedOut(Dom0Facts facts, RulesPlan.Change plan)
      throws InterruptedException {
    var install = new RulesInstall(dom0, log, facts, plan);
    try {
      install.changeFiles();
      install.announce(!removes());
      var outcome = removes() ? removed(plan) : offered(plan);
      if (outcome instanceof RulesOutcome.Refused(var why)) {
        return takenBack(install, plan, RulesAdvice.on(why).message()).orElse(outcome);
      }
      return outcome;
    } catch (Dom0Exception e) {
      if (e.reason() == Dom0Exception.Reason.LOST) {
        throw e;
      }
      return afterFailure(install, plan, e);
    } catch (PoolException e) {
      return afterFailure(install, plan, e);
    } catch (InterruptedException e) {
      return afterFailure(install, plan, e);
    }
  }

  /** Takes the change back, even when this thread is to end; then the failure goes on its way. */
  private <E extends Exception> RulesOutcome afterFailure(
      RulesInstall install, RulesPlan.Change plan, E failure) throws E, InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      var left = takenBack(install, plan, String.valueOf(failure.getMessage()));
      if (left.isPresent()) {
        return left.get();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    throw failure;
  }

  /** Nothing if the old rules are back. */
  private Optional<RulesOutcome> takenBack(
      RulesInstall install, RulesPlan.Change plan, String first) throws InterruptedException {
    try {
      install.undo();
      forgetWhatCame();
      return Optional.empty();
    } catch (Dom0Exception e) {
      var path = plan.files().getFirst().path();
      return Optional.of(
          refused(
              new RulesProblem.NotRolledBack(host, path, first, String.valueOf(e.getMessage()))));
    }
  }

  /** Of several disks some may have been offered for a moment: a scan forgets them again. */
  private void forgetWhatCame() throws InterruptedException {
    try {
      scan();
    } catch (PoolException e) {
      remarks.add("the SR could not be scanned: " + e.getMessage());
    }
  }

  private RulesOutcome offered(RulesPlan.Change plan) throws InterruptedException {
    if (plan.targets().isEmpty()) {
      remarks.add("none of these disks is in the host now: each is offered when it is pushed in");
      return done(Word.PREPARED, plan, List.of());
    }
    var after = log.timed("look-again", dom0::look);
    var names = names(plan.targets());
    var unlinked =
        after.blocks().stream()
            .filter(block -> names.contains(block.name()) && !block.isLinked())
            .toList();
    if (!unlinked.isEmpty()) {
      return refused(new RulesProblem.WithoutEffect(host, unlinked));
    }
    var before = devices(shown(plan));
    var found = log.timed("wait-for-disks", () -> storage.await(names, deadline.atMost(SCRIPT)));
    if (found.size() < names.size() || !before.isEmpty()) {
      scan();
      found = log.timed("wait-for-disks", () -> storage.await(names, deadline));
    }
    if (found.size() < names.size()) {
      var missing = names.stream().filter(name -> !before.contains(name)).sorted().toList();
      return refused(new RulesProblem.NotOffered(host, missing, deadline.waited()));
    }
    return done(Word.PREPARED, plan, found);
  }

  /** A record of before the host's last boot says nothing of what is there now (facts §5.8). */
  private void scan() throws InterruptedException {
    if (storage.inUse().isPresent() || storage.waitsToBePulled(Set.of()).isPresent()) {
      remarks.add("the SR was not scanned: a disk of it is in use, or waits to be pulled");
      return;
    }
    try {
      log.did("scan", storage::scan);
    } catch (PoolException.Rejected e) {
      remarks.add("the SR could not be scanned: " + e.getMessage());
    }
  }

  private RulesOutcome removed(RulesPlan.Change plan) throws InterruptedException {
    if (!plan.targets().isEmpty()) {
      scan();
    }
    shown(plan)
        .forEach(disk -> remarks.add("other rules still offer %s".formatted(disk.fullName())));
    return done(Word.REMOVED, plan, List.of());
  }

  private RulesOutcome done(Word word, RulesPlan.Change plan, List<Disk> disks) {
    boolean changed = word == Word.PREPARED || word == Word.REMOVED;
    if (changed) {
      var offered = removes() ? List.<BlockFacts>of() : plan.targets();
      baseline.remember(plan, offered, storage.disks()).ifPresent(remarks::add);
    }
    return new RulesOutcome.Done(word, changed, host, plan, disks, log.reports(), remarks);
  }

  private static Set<String> names(List<BlockFacts> blocks) {
    return blocks.stream().map(BlockFacts::name).collect(Collectors.toSet());
  }

  private static Set<String> devices(List<Disk> disks) {
    return disks.stream().map(disk -> disk.seat().device()).collect(Collectors.toSet());
  }
}
