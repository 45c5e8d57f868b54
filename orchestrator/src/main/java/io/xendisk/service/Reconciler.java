package io.xendisk.service;

import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.declared.Declarations;
import io.xendisk.domain.declared.Had;
import io.xendisk.domain.declared.Move;
import io.xendisk.domain.declared.Pauses;
import io.xendisk.domain.declared.ReconcileRule;
import io.xendisk.domain.host.HostExam;
import io.xendisk.domain.rotation.KeptSets;
import io.xendisk.domain.schedule.Cron;
import io.xendisk.domain.schedule.Ran;
import io.xendisk.operation.Operations;
import io.xendisk.operation.ReturnDisks;
import io.xendisk.operation.ShowStatus.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Begins for one pool what a look has shown to be missing: clears up, lets disks come back after a
 * start, attaches what is declared, and turns rotations. Confined to the keeper's thread.
 */
final class Reconciler {
  /** How often a rotation is asked whether its time has come. */
  private static final Duration TURN = Duration.ofMinutes(1);

  /** In which a host forgets the record of a disk that was pulled, if it is slow. */
  private static final Duration TO_FORGET = Duration.ofSeconds(15);

  /** As it is noted in the pool. */
  private static final String CHECK = "check";

  private final Errands errands;
  private final Work work;
  private final InstantSource clock;

  /** Since when a disk that was in its VM is out while its record is there. */
  private final Map<Had, Instant> out = new HashMap<>();

  private Optional<Instant> nextTime = Optional.empty();

  Reconciler(Errands errands, Work work, InstantSource clock) {
    this.errands = errands;
    this.work = work;
    this.clock = clock;
  }

  /** How soon something has its time. */
  Optional<Duration> untilNext() {
    return nextTime.map(time -> Duration.between(clock.instant(), time).plusSeconds(1));
  }

  /** Begins what is to be done, by a look of this moment. */
  void consider(Operations operations, Status seen) {
    nextTime = Optional.empty();
    var notes = seen.inventory().notes();
    var pauses = Pauses.in(notes);
    if (pauses.holds(new Pauses.What.ThePool())) {
      return;
    }
    if (operations.repairPool().hasWork(seen, pauses)) {
      var facts = List.of(seen.disks(), seen.noted(), pauses);
      errands.begin("repair", facts, at -> work.repair(at, pauses));
    }
    scan(seen);
    for (var vm : seen.noted()) {
      if (!pauses.ofVm(vm.id().uuid()) && ReturnDisks.isDue(vm, seen.disks())) {
        var facts = List.of(vm, seen.disks());
        errands.begin("come-back " + vm.name(), facts, at -> work.returnDisks(at, vm.id().uuid()));
      }
    }
    var declarations = Declarations.in(notes);
    var rule = new ReconcileRule(declarations, pauses, seen.disks(), seen.noted());
    var moves = new LinkedHashMap<Declaration, Move>();
    declarations.byDisk().values().forEach(each -> moves.put(each, rule.moveFor(each)));
    out.keySet()
        .removeIf(
            had -> moves.values().stream().noneMatch(move -> move.equals(new Move.Respect(had))));
    moves.forEach((declared, move) -> follow(declared, move, seen));
    turn(operations, seen, pauses);
    var check = operations.knowledge().schedules().check();
    if (check != null) {
      scheduled(CHECK, check, seen, work::check);
    }
  }

  /** No boot of a host scans its removable storage by itself (facts §5.8). */
  private void scan(Status seen) {
    for (var host : seen.inventory().hosts()) {
      var disks =
          seen.disks().stream().filter(disk -> disk.seat().host().id().equals(host.id())).toList();
      if (host.live() && HostExam.wantsScan(disks)) {
        errands.begin("scan " + host.name(), List.of(host, disks), at -> work.scan(at, host));
      }
    }
  }

  private void follow(Declaration declared, Move move, Status seen) {
    var object = "attachment " + declared.disk();
    var facts = List.of(declared, move, seen.disks(), seen.noted());
    switch (move) {
      case Move.Nothing _ -> {}
      case Move.Remember(var had) ->
          errands.begin(object, facts, at -> work.remember(at, declared, had));
      case Move.Respect(var had) -> {
        if (isNoPull(had, seen)) {
          errands.begin(object, facts, at -> work.respect(at, declared, had));
        }
      }
      case Move.Attach _ -> errands.begin(object, facts, at -> work.attach(at, declared));
    }
  }

  /**
   * Whether a disk that is out while its record is there was taken out by a person. Of one that was
   * pulled the host first unplugs the VBD, and only then forgets the record (facts §5.2): so one
   * that nobody was told is safe to pull has to look like that for a while.
   */
  private boolean isNoPull(Had had, Status seen) {
    boolean told =
        seen.disks().stream()
            .anyMatch(
                disk -> disk.vdi().uuid().equals(had.vdi()) && disk.marks().released() != null);
    var since = out.computeIfAbsent(had, _ -> clock.instant());
    if (told || !clock.instant().isBefore(since.plus(TO_FORGET))) {
      return true;
    }
    soonest(since.plus(TO_FORGET));
    return false;
  }

  private void turn(Operations operations, Status seen, Pauses pauses) {
    var sets = new TreeSet<>(operations.knowledge().rotations().keySet());
    sets.addAll(KeptSets.in(seen.inventory().notes()).byName().keySet());
    for (var set : sets) {
      if (!pauses.ofSet(set)) {
        turn(operations.knowledge().schedules().ofSet(set), set, seen);
      }
    }
  }

  private void turn(Optional<Cron> times, String set, Status seen) {
    if (times.isPresent()) {
      scheduled("rotation." + set, times.get(), seen, at -> work.rotateAtItsTime(at, set));
    } else {
      errands.every(TURN, "rotation " + set, seen.disks(), at -> work.rotate(at, set));
    }
  }

  /** What is tried again until it went well, once its time has come or was missed. */
  private void scheduled(String what, Cron times, Status seen, Errands.Errand errand) {
    var now = clock.instant();
    soonest(times.next(now));
    var object = what.replaceFirst("[.]", " ");
    switch (Ran.in(seen.inventory().notes(), what).due(times, now)) {
      case Ran.Due.NotYet() -> {}
      case Ran.Due.Begins(var from) ->
          errands.begin(object, "begins", at -> work.noteRun(at, what, from));
      case Ran.Due.Now(var time) ->
          errands.begin(object, time, at -> work.scheduled(at, what, time, errand));
    }
  }

  private void soonest(Instant time) {
    nextTime = nextTime.filter(before -> before.isBefore(time)).or(() -> Optional.of(time));
  }
}
