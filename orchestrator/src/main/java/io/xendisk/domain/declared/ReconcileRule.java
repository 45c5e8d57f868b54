package io.xendisk.domain.declared;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.declared.Move.Reason;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.repair.NotedVm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service does for a declared attachment, by one look at the pool. It never fights a person:
 * a disk that went while its record stayed and its VM ran was taken out by somebody, and stays out
 * until somebody tells otherwise; one that went with its record, or when its VM stopped, comes
 * back. Whether it may be attached is decided by the attach itself, as for a command, with nobody
 * there to consent (safety rules R3, R5, R11). Pure.
 *
 * @param disks all that the pool shows, with their attachments
 * @param vms those that xendisk noted something on
 */
public record ReconcileRule(
    Declarations declarations, Pauses pauses, List<Disk> disks, List<NotedVm> vms) {
  public ReconcileRule {
    disks = List.copyOf(disks);
    vms = List.copyOf(vms);
  }

  public Move moveFor(Declaration declared) {
    var vm = vm(declared.vm());
    if (vm == null ? pauses.holds(new Pauses.What.ThePool()) : pauses.ofVm(vm.id().uuid())) {
      return nothing(Reason.PAUSED);
    }
    var meant = meant(declared);
    return switch (meant.size()) {
      case 0 -> unseen(declared, vm);
      case 1 -> ofDisk(declared, meant.getFirst(), vm);
      default -> nothing(Reason.SEVERAL);
    };
  }

  /** What keeps a service from a move that attaches, for as long as the disk is so. */
  public Optional<Problem> standsInTheWay(Declaration declared, Move move) {
    var meant = meant(declared);
    return meant.size() == 1 && isToCome(move)
        ? new IdentityRule().forbids(meant.getFirst(), false, IdentityRule.Consent.OF_A_SCHEDULE)
        : Optional.empty();
  }

  private static boolean isToCome(Move move) {
    return move instanceof Move.Attach || move.equals(nothing(Reason.COMING_BACK));
  }

  private List<Disk> meant(Declaration declared) {
    return disks.stream()
        .filter(disk -> disk.access().present() && declared.selector().matches(disk))
        .toList();
  }

  /** It may be one that has to be read first; the attach does that as far as it may (R6). */
  private Move unseen(Declaration declared, @Nullable NotedVm vm) {
    boolean mayBeThere =
        disks.stream()
            .anyMatch(
                disk ->
                    disk.contents() instanceof Contents.Unread
                        && disk.access().present()
                        && disk.access().heldBy() == null
                        && disk.attachments().isEmpty()
                        && disk.marks().released() == null);
    boolean left = declarations.had(declared).filter(Had::left).isPresent();
    return !mayBeThere
        ? nothing(Reason.NOT_PRESENT)
        : left ? nothing(Reason.RELEASED_BY_A_PERSON) : attach(declared, vm);
  }

  private Move ofDisk(Declaration declared, Disk disk, @Nullable NotedVm vm) {
    var guests = disk.attachments().stream().filter(a -> !a.holder().controlDomain()).toList();
    var own = guests.stream().filter(a -> isOf(a, declared)).findFirst();
    if (guests.size() > 1 || (!guests.isEmpty() && own.isEmpty())) {
      return nothing(Reason.IN_USE);
    }
    return own.isPresent() ? with(declared, disk, own.get(), vm) : without(declared, disk, vm);
  }

  private Move with(Declaration declared, Disk disk, Attachment own, @Nullable NotedVm vm) {
    if (own.releasing() || !own.operations().isEmpty()) {
      return nothing(Reason.UNDER_WAY);
    }
    if (!own.attached()) {
      return own.holder().power() == PowerState.RUNNING
          ? unplugged(declared, disk, vm)
          : nothing(Reason.VM_NOT_RUNNING);
    }
    var now = Had.of(disk, own, vm == null ? null : vm.started());
    return now.isEmpty() || now.equals(declarations.had(declared))
        ? nothing(Reason.THERE)
        : new Move.Remember(now.get());
  }

  /** What is left of an attach that did not come to its end, or of a disk that a person took. */
  private Move unplugged(Declaration declared, Disk disk, @Nullable NotedVm vm) {
    return declarations
        .had(declared)
        .filter(had -> wasTakenOut(had, disk, vm))
        .<Move>map(
            had ->
                had.left()
                    ? nothing(Reason.RELEASED_BY_A_PERSON)
                    : new Move.Respect(had.leftByAPerson()))
        .orElseGet(() -> attach(declared, vm));
  }

  private Move without(Declaration declared, Disk disk, @Nullable NotedVm vm) {
    if (disk.access().heldBy() != null) {
      return nothing(Reason.HELD);
    }
    var intent = intent(disk, vm);
    if (intent.isPresent()) {
      return nothing(intent.get().why() == Intent.Why.PARKED ? Reason.PARKED : Reason.COMING_BACK);
    }
    // A lease is seldom seen, and only while somebody is at work: what it leaves is seen next.
    if (disk.marks().lease() != null) {
      return nothing(Reason.UNDER_WAY);
    }
    var had = declarations.had(declared);
    if (had.isPresent()) {
      if (had.get().left()) {
        return nothing(Reason.RELEASED_BY_A_PERSON);
      }
      if (wasTakenOut(had.get(), disk, vm) || isOver(declared, had.get(), vm)) {
        return new Move.Respect(had.get().leftByAPerson());
      }
    }
    return disk.marks().released() != null ? nothing(Reason.SAFE_TO_PULL) : attach(declared, vm);
  }

  /** The record stayed, and the VM ran on. */
  private static boolean wasTakenOut(Had had, Disk disk, @Nullable NotedVm vm) {
    return had.isStillIn(disk) && isInTheBootOf(had, vm);
  }

  /** Until the shutdown it was to be there, and that was. */
  private static boolean isOver(Declaration declared, Had had, @Nullable NotedVm vm) {
    return declared.request().keep() == Keep.UNTIL_SHUTDOWN && !isInTheBootOf(had, vm);
  }

  private static boolean isInTheBootOf(Had had, @Nullable NotedVm vm) {
    return vm != null
        && vm.id().uuid().equals(had.vm())
        && vm.power() == PowerState.RUNNING
        && had.started().equals(vm.started());
  }

  private static Move attach(Declaration declared, @Nullable NotedVm vm) {
    boolean mayRun =
        vm == null
            || vm.power() == PowerState.RUNNING
            || (vm.power() == PowerState.HALTED && declared.request().ifHalted() == IfHalted.START);
    return mayRun ? new Move.Attach() : nothing(Reason.VM_NOT_RUNNING);
  }

  private static Optional<Intent> intent(Disk disk, @Nullable NotedVm vm) {
    return vm == null
        ? Optional.empty()
        : Intent.in(vm.notes(), vm.id().uuid()).stream()
            .filter(intent -> intent.means(disk))
            .findFirst();
  }

  private @Nullable NotedVm vm(String word) {
    return vms.stream()
        .filter(vm -> vm.name().equals(word) || vm.id().uuid().equals(word))
        .findFirst()
        .orElse(null);
  }

  private static boolean isOf(Attachment attachment, Declaration declared) {
    var holder = attachment.holder();
    return holder.name().equals(declared.vm()) || holder.vm().uuid().equals(declared.vm());
  }

  private static Move nothing(Reason reason) {
    return new Move.Nothing(reason);
  }
}
