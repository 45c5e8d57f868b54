package io.xendisk.operation;

import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.declared.Pauses;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.KeepNote;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.domain.repair.Remedy;
import io.xendisk.domain.repair.RepairRule;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Clears away what an interrupted run, a pulled disk or a forbidden attachment left behind, and
 * names what it may not touch; puts back what is to come back to a guest that has booted. It waits
 * for nobody: what somebody works on is left to them. Thread-safe: holds no state of its own.
 */
public final class RepairPool {
  /** Leases that die as quickly as they are cleared would keep it here for ever. */
  private static final int MANY = 1000;

  private final Surroundings surroundings;
  private final Pool pool;
  private final Leases leases;
  private final Holdings holdings;
  private final RepairIntents intents;

  /** {@code boot} says for a VM's name what counts as evidence that its guest has booted. */
  public RepairPool(
      Surroundings surroundings, GuestPorts ports, Function<String, BootSettings> boot) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.leases = new Leases(surroundings);
    this.holdings = new Holdings(surroundings);
    this.intents = new RepairIntents(surroundings, ports, boot);
  }

  /** What was found and, unless it was only to be planned, done. */
  public record Outcome(
      boolean planned, List<Done> steps, List<Attachment> foreign, List<Holding> lost) {
    public boolean changed() {
      return steps.stream().anyMatch(Done::done);
    }
  }

  /** A remedy, and whether it was carried out: not where somebody was quicker or works there. */
  public record Done(Remedy remedy, boolean done) {}

  /** Whether a look has shown something to clear: nobody needs to look again to see that not. */
  public boolean hasWork(ShowStatus.Status seen, Pauses pauses) {
    return new RepairRule(seen.disks(), seen.noted(), seen.lost(), leases::verdict)
        .remedies().stream().anyMatch(remedy -> !isPaused(remedy, pauses));
  }

  /** Whether it is about a VM that is to be let alone. */
  private static boolean isPaused(Remedy remedy, Pauses pauses) {
    return remedy.vmUuid() != null && pauses.ofVm(remedy.vmUuid());
  }

  /** All of it: nobody who types a command is held up. */
  public Outcome run(boolean planOnly) throws InterruptedException {
    return run(planOnly, Pauses.NONE);
  }

  /** The same without what is to be let alone. */
  public Outcome run(boolean planOnly, Pauses pauses) throws InterruptedException {
    var steps = new ArrayList<Done>();
    while (true) {
      var rule = look();
      int before = steps.size();
      var remedies = new ArrayList<>(rule.remedies());
      remedies.addAll(intents.remedies());
      remedies.removeIf(remedy -> isPaused(remedy, pauses));
      for (var remedy : remedies) {
        steps.add(new Done(remedy, !planOnly && apply(remedy)));
      }
      var round = steps.subList(before, steps.size());
      if (steps.size() > MANY || round.stream().noneMatch(RepairPool::showsMore)) {
        return new Outcome(planOnly, steps, rule.foreign(), rule.lost());
      }
      steps.removeIf(step -> !step.done()); // it is found again, or done by now
    }
  }

  /** What lay under a lease is judged only when that is gone. */
  private static boolean showsMore(Done step) {
    return step.done()
        && (step.remedy() instanceof Remedy.ClearLease
            || step.remedy() instanceof Remedy.ClearVmLease);
  }

  /** Adopts a VBD that somebody else made; nothing if there is none that could be. */
  public Optional<Attachment> adopt(String vbd) {
    var inventory = pool.inventory();
    for (var disk : disks(inventory)) {
      for (var found : disk.attachments()) {
        if (found.vbd().uuid().equals(vbd) && !found.holder().controlDomain()) {
          adopt(disk, found);
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** The intent first: what is ours, and was forbidden, is destroyed by whoever comes next. */
  private void adopt(Disk disk, Attachment found) {
    if (!found.isOurs()) {
      intents.rememberIfForbidden(disk, found);
      var vm = found.holder().vm().uuid();
      pool.note(found.vbd(), KeepNote.KEY, KeepNote.of(disk, vm, Keep.KEPT).text());
      pool.note(
          found.vbd(),
          Attachment.MADE_BY,
          NewVbds.madeBy(surroundings.owner(), "adopt", surroundings.newToken()));
    }
  }

  private RepairRule look() {
    // Notes first: a VBD that one of them names was there before, so that it is not one that
    // somebody is about to make (RepairRule).
    var vms = pool.notedVms();
    var inventory = pool.inventory();
    return ruleFor(disks(inventory), inventory.hosts(), vms);
  }

  /**
   * What may be cleared, by disks with their attachments that somebody has looked at already;
   * {@code vms} were asked for before.
   */
  RepairRule ruleFor(List<Disk> disks, List<Host> hosts, List<NotedVm> vms) {
    var lost = Holdings.lost(holdings.on(hosts), disks);
    return new RepairRule(disks, vms, lost, leases::verdict);
  }

  private List<Disk> disks(Inventory inventory) {
    return known(pool, inventory);
  }

  /** All disks with their attachments, recognised by what is known of them: none is read. */
  static List<Disk> known(Pool pool, Inventory inventory) {
    var passports = Finder.passports(inventory).all();
    return ListDisks.sorted(Recognised.among(pool.withAttachments(inventory), passports));
  }

  private boolean apply(Remedy remedy) throws InterruptedException {
    surroundings.progress().tell(remedy.words());
    return switch (remedy) {
      case Remedy.ClearLease(var disk, var dead) -> {
        leases.takeOver(new LeasePlace.OfDisk(disk), dead);
        yield true;
      }
      case Remedy.EraseLeaseKey(var disk, var key) -> {
        pool.erase(disk.vdi(), key);
        yield true;
      }
      case Remedy.DestroyLeftover(var disk, var vbd) ->
          new VbdTakeAway(surroundings).destroy(disk, vbd, "repair");
      case Remedy.DestroyDangling(var pulled) -> {
        pool.destroyVbd(Objects.requireNonNull(pulled.vbd()));
        yield true;
      }
      case Remedy.RenewHold renewal -> renew(renewal);
      case Remedy.EndHold(var disk, var held, var vm, _) -> {
        var now = pool.look(disk, null).disk();
        boolean proved =
            now != null
                && now.attachments().stream().noneMatch(a -> a.vbd().uuid().equals(held.vbd()));
        if (proved) {
          pool.erase(vm, held.key());
        }
        yield proved;
      }
      case Remedy.SetBlock(var vm, _, _) -> settle(vm);
      case Remedy.LiftBlock(var vm, _) -> settle(vm);
      case Remedy.TakeOut(var vm, _, _) -> new GuardVm(surroundings).takeOut(vm.uuid());
      case Remedy.PutBack(var vm, _, _) -> intents.putBack(vm);
      case Remedy.ClearVmLease(var vm, var name, var dead) -> {
        leases.takeOver(new LeasePlace.OfVm(vm, name), dead);
        yield true;
      }
      case Remedy.EraseNote(var vm, _, var key, _) -> {
        pool.erase(vm, key);
        yield true;
      }
    };
  }

  private boolean renew(Remedy.RenewHold renewal) {
    return new VbdTakeAway(surroundings)
        .ifStill(
            renewal.disk(),
            renewal.vbd(),
            "repair",
            still -> still.isOurs() && still.isSettled(),
            (_, still) ->
                holdings.renew(renewal.disk(), still, renewal.started(), renewal.vm().notes()));
  }

  private boolean settle(VmId vm) {
    new StartBlock(pool).settle(vm);
    return true;
  }
}
