package io.xendisk.operation;

import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.Dom0Facts;
import io.xendisk.domain.dom0.FileChange;
import io.xendisk.domain.dom0.RulesPlan;
import io.xendisk.port.Dom0;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Changes files of dom0 one after another, and takes that back. Invariant: the old text of a file
 * is beside it before it is changed. Confined to one thread.
 */
final class RulesInstall {
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final Dom0 dom0;
  private final StepLog log;
  private final Dom0Facts facts;
  private final RulesPlan.Change plan;
  private final Deque<FileChange> done = new ArrayDeque<>();

  RulesInstall(Dom0 dom0, StepLog log, Dom0Facts facts, RulesPlan.Change plan) {
    this.dom0 = dom0;
    this.log = log;
    this.facts = facts;
    this.plan = plan;
  }

  void changeFiles() throws InterruptedException {
    for (var file : plan.files()) {
      var backup = file.backup();
      if (backup.isPresent() && !facts.others().contains(backup.get()) && file.before() != null) {
        String old = file.before();
        log.did("back-up", () -> dom0.write(backup.get(), old));
      }
      // From here on it may have been done, whatever is said of it.
      done.push(file);
      log.did(file.after() == null ? "remove-file" : "write-rules", () -> put(file));
    }
    if (!plan.files().isEmpty()) {
      log.did("reload-rules", dom0::reloadRules);
    }
  }

  private void put(FileChange file) {
    if (file.after() == null) {
      dom0.remove(file.path());
    } else {
      dom0.write(file.path(), file.after());
    }
  }

  /** Has udev look at the disks that the change is about, and at no other. */
  void announce(boolean added) throws InterruptedException {
    if (plan.targets().isEmpty()) {
      return;
    }
    log.did(
        "announce",
        () -> {
          for (BlockFacts target : plan.targets()) {
            if (added) {
              dom0.announceAdded(target.name());
            } else {
              dom0.announceChanged(target.name());
            }
          }
        });
    log.did("settle", () -> dom0.settle(SETTLING));
  }

  /** Puts back what was changed, in the opposite order; nothing where nothing was. */
  void undo() throws InterruptedException {
    if (done.isEmpty()) {
      return;
    }
    log.did(
        "roll-back",
        () -> {
          while (!done.isEmpty()) {
            put(done.peek().reversed());
            done.pop();
          }
          dom0.reloadRules();
          plan.targets().forEach(target -> dom0.announceChanged(target.name()));
          dom0.settle(SETTLING);
        });
  }
}
