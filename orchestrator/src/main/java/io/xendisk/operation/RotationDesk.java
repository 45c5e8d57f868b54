package io.xendisk.operation;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.rotation.Inhibitor;
import io.xendisk.domain.rotation.KeptSets;
import io.xendisk.domain.rotation.Ledger;
import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.Lookout;
import io.xendisk.domain.rotation.RotationAdvice;
import io.xendisk.domain.rotation.RotationProblem;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where sets of disks are looked at: the configuration says what they are, and where it is silent
 * the copy that the pool keeps. Thread-safe: holds no state of its own.
 */
final class RotationDesk {
  private final Surroundings surroundings;
  private final Pool pool;
  private final DiskReading reading;
  private final Map<String, RotationSet> configured;

  RotationDesk(Surroundings surroundings, Map<String, RotationSet> configured) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.reading = new DiskReading(surroundings);
    this.configured = Map.copyOf(configured);
  }

  /** A look at a set, or why there is none. */
  sealed interface Seen {
    /**
     * {@code ledger} is what stands in the pool, {@code scene} what is seen beside it, and {@code
     * notes} all of the pool's notes.
     */
    record Set(
        Scene scene,
        Ledger ledger,
        KeptSets kept,
        Vm vm,
        List<Disk> disks,
        Map<String, String> notes)
        implements Seen {
      public Set {
        disks = List.copyOf(disks);
        notes = Map.copyOf(notes);
      }
    }

    record Not(Explanation why) implements Seen {}
  }

  /** The names of all sets that are known, and the sets. */
  List<RotationSet> all() {
    var kept = KeptSets.in(pool.inventory().notes());
    var names = new TreeSet<>(configured.keySet());
    names.addAll(kept.byName().keySet());
    var sets = new ArrayList<RotationSet>();
    for (var name : names) {
      Optional.ofNullable(configured.get(name)).or(() -> kept.named(name)).ifPresent(sets::add);
    }
    return sets;
  }

  /** The set by its name: as the configuration has it, else as the pool has. */
  Optional<RotationSet> named(String name) {
    var ours = configured.get(name);
    return ours == null ? KeptSets.in(pool.inventory().notes()).named(name) : Optional.of(ours);
  }

  /**
   * Looks at a set.
   *
   * @param reads whether disks that nobody has may be read to know which they are
   */
  Seen look(String name, boolean reads) throws InterruptedException {
    var set = named(name);
    return set.isEmpty() ? unknown(name) : look(set.get(), reads);
  }

  private Seen unknown(String name) {
    return not(
        new RotationProblem.SetUnknown(name, all().stream().map(RotationSet::name).toList()));
  }

  Seen look(RotationSet set, boolean reads) throws InterruptedException {
    var inventory = pool.inventoryWith(set.vm());
    if (!inventory.release().isAtLeast(1, 10)) {
      return new Seen.Not(Advice.on(new Problem.PoolTooOld(inventory.release().toString())));
    }
    return switch (new Finder(pool, reading).vm(inventory, set.vm())) {
      case Found.Not<Vm>(var why) -> new Seen.Not(Advice.on(why));
      case Found.One<Vm>(var vm) -> look(set, inventory, vm, reads);
    };
  }

  private Seen look(RotationSet set, Inventory inventory, Vm vm, boolean reads)
      throws InterruptedException {
    var ledger = Ledger.of(set.name(), inventory.notes());
    var kept = KeptSets.in(inventory.notes());
    if (!ledger.unreadable().isEmpty()) {
      return not(new RotationProblem.NewerNotes(set.name(), ledger.unreadable()));
    }
    var present = pool.withAttachments(inventory);
    var passports = Finder.passports(inventory).all();
    List<Disk> disks =
        Recognised.among(reads ? reading.readWhereAllowed(present) : present, passports);
    if (reads && isOneGone(set, ledger, disks, passports)) {
      // That the host took it away shows for half a minute only: whoever looks writes it down.
      new Holdings(surroundings).on(inventory.hosts());
    }
    var now = surroundings.clock().now();
    var inhibitors =
        Inhibitor.living(
            set.name(), inventory.notes(), now, surroundings.workstation().processes()::isGone);
    var scene =
        new Lookout(set, vm, disks, inventory.hosts(), passports).scene(ledger, inhibitors, now);
    return new Seen.Set(scene, ledger, kept, vm, disks, inventory.notes());
  }

  /** Whether a disk that the VM had by the ledger is not to be seen. */
  private static boolean isOneGone(
      RotationSet set, Ledger ledger, List<Disk> disks, Collection<Passport> passports) {
    return passports.stream()
        .filter(one -> set.members().contains(one.name()) || set.members().contains(one.id()))
        .map(Passport::id)
        .filter(id -> ledger.entry(id).flatMap(LedgerEntry::inSince).isPresent())
        .anyMatch(
            id ->
                disks.stream()
                    .flatMap(disk -> disk.recognition().claims().stream())
                    .noneMatch(claim -> claim.passport().id().equals(id)));
  }

  private static Seen not(RotationProblem why) {
    return new Seen.Not(RotationAdvice.on(why));
  }
}
