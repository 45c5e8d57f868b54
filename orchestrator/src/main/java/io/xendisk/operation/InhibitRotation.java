package io.xendisk.operation;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.rotation.Inhibitor;
import io.xendisk.domain.rotation.KeptSets;
import io.xendisk.domain.rotation.Ledger;
import io.xendisk.domain.rotation.RotationAdvice;
import io.xendisk.domain.rotation.RotationProblem;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Stage;
import io.xendisk.port.Commands;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a command during which no disk of a set is released. The note is added before the ledger is
 * looked at, and a release writes the ledger before it looks at the notes: of two at once at least
 * one sees the other. It ends with the command, or as every lease does. Thread-safe.
 */
public final class InhibitRotation {
  private final Surroundings surroundings;
  private final Pool pool;
  private final Commands commands;
  private final Map<String, RotationSet> configured;

  public InhibitRotation(
      Surroundings surroundings, Commands commands, Map<String, RotationSet> configured) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.commands = commands;
    this.configured = Map.copyOf(configured);
  }

  /** The command's own exit code, or why it was not run. */
  public sealed interface End {
    record Ran(int code) implements End {}

    record Not(Explanation why) implements End {}
  }

  public End run(String set, String reason, List<String> words) throws InterruptedException {
    var notes = pool.inventory().notes();
    var kept = KeptSets.in(notes);
    var known = Optional.ofNullable(configured.get(set)).or(() -> kept.named(set));
    if (known.isEmpty()) {
      var names = new ArrayList<>(configured.keySet());
      names.addAll(kept.byName().keySet());
      return not(new RotationProblem.SetUnknown(set, names));
    }
    var moment = surroundings.moment();
    var here = surroundings.workstation();
    var token = surroundings.newToken();
    var lease = new Lease(here.owner(), reason, token, here.process(), surroundings.clock().now());
    try {
      pool.noteOnPool(Inhibitor.keyOf(set, lease), lease.text());
    } catch (PoolException.Rejected e) {
      if (!e.is("RBAC_PERMISSION_DENIED")) {
        throw e;
      }
      return not(new RotationProblem.NotWritable(set));
    }
    var held = HeldLease.taken(surroundings, new LeasePlace.OfInhibitor(set, lease), lease, moment);
    try {
      return whileHeld(known.get(), words);
    } finally {
      held.dropQuietly();
    }
  }

  private End whileHeld(RotationSet set, List<String> words) throws InterruptedException {
    var notes = pool.notes();
    var now = surroundings.clock().now();
    Inhibitor.deadKeys(set.name(), notes, now, surroundings.workstation().processes()::isGone)
        .forEach(pool::eraseFromPool);
    var leaving =
        Ledger.of(set.name(), notes).byDisk().values().stream()
            .map(Ledger.Stored::entry)
            .filter(entry -> entry.stage() == Stage.RELEASING)
            .findFirst();
    if (leaving.isPresent()) {
      return not(new RotationProblem.ReleaseBegun(set, "a disk"));
    }
    return switch (commands.run(words)) {
      case Commands.End.Ended(int code) -> new End.Ran(code);
      case Commands.End.NotStarted(var why) ->
          not(new RotationProblem.CommandNotStarted(words.getFirst(), why));
    };
  }

  private static End not(RotationProblem why) {
    return new End.Not(RotationAdvice.on(why));
  }
}
