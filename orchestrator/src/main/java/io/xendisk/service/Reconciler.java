package io.xendisk.service;

import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.declared.Declarations;
import io.xendisk.domain.declared.Move;
import io.xendisk.domain.declared.Pauses;
import io.xendisk.domain.declared.ReconcileRule;
import io.xendisk.domain.host.HostExam;
import io.xendisk.domain.rotation.KeptSets;
import io.xendisk.operation.ComeBack;
import io.xendisk.operation.Operations;
import io.xendisk.operation.ShowStatus.Status;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * Begins for one pool what a look has shown to be missing: clears up, lets disks come back after a
 * start, attaches what is declared, and turns rotations. Confined to the keeper's thread.
 */
final class Reconciler {
  /** How often a rotation is asked whether its time has come. */
  private static final Duration TURN = Duration.ofMinutes(1);

  private final Errands errands;
  private final Work work;

  Reconciler(Errands errands, Work work) {
    this.errands = errands;
    this.work = work;
  }

  /** Begins what is to be done, by a look of this moment. */
  void consider(Operations operations, Status seen) {
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
      if (!pauses.ofVm(vm.id().uuid()) && ComeBack.isDue(vm, seen.disks())) {
        var facts = List.of(vm, seen.disks());
        errands.begin("come-back " + vm.name(), facts, at -> work.comeBack(at, vm.id().uuid()));
      }
    }
    var declarations = Declarations.in(notes);
    var rule = new ReconcileRule(declarations, pauses, seen.disks(), seen.noted());
    declarations.byDisk().values().forEach(each -> follow(each, rule.moveFor(each), seen));
    turn(operations, seen, pauses);
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
      case Move.Respect(var had) ->
          errands.begin(object, facts, at -> work.respect(at, declared, had));
      case Move.Attach _ -> errands.begin(object, facts, at -> work.attach(at, declared));
    }
  }

  private void turn(Operations operations, Status seen, Pauses pauses) {
    var sets = new TreeSet<>(operations.knowledge().rotations().keySet());
    sets.addAll(KeptSets.in(seen.inventory().notes()).byName().keySet());
    for (var set : sets) {
      if (!pauses.ofSet(set)) {
        errands.every(TURN, "rotation " + set, seen.disks(), at -> work.rotate(at, set));
      }
    }
  }
}
