package io.xendisk.domain.host;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.repair.Remedy;
import io.xendisk.domain.repair.RepairRule;
import java.util.ArrayList;
import java.util.List;

/**
 * What interrupted runs, pulled disks and other programs left behind: what {@code repair} finds, as
 * findings. Pure.
 */
public final class LeftoverExam {
  private static final String REPAIR = "xendisk repair";

  private LeftoverExam() {}

  public static List<Diagnosed> of(RepairRule rule) {
    var found = new ArrayList<Diagnosed>();
    rule.remedies().forEach(remedy -> found.addAll(of(remedy)));
    rule.foreign().forEach(vbd -> found.add(foreign(vbd)));
    rule.lost().forEach(lost -> found.add(of(lost)));
    return found;
  }

  private static List<Diagnosed> of(Remedy remedy) {
    return switch (remedy) {
      case Remedy.ClearLease(var disk, _) ->
          List.of(repaired(FindingKind.LEASE_ORPHANED, disk.fullName(), remedy));
      case Remedy.EraseLeaseKey(var disk, _) ->
          List.of(repaired(FindingKind.LEASE_KEY_LEFT, disk.fullName(), remedy));
      case Remedy.DestroyLeftover(var disk, var vbd) -> List.of(leftover(disk, vbd, remedy));
      // The pulled disk itself is the finding; its VBD goes with the repair.
      case Remedy.DestroyDangling _ -> List.of();
      // What a VM is to lose or to get back is no fault; `status` shows it.
      case Remedy.TakeOut _, Remedy.PutBack _ -> List.of();
      case Remedy.ClearVmLease(var vm, var name, _) ->
          List.of(repaired(FindingKind.LEASE_ORPHANED, vm(name, vm.uuid()), remedy));
      case Remedy.SetBlock(var vm, var name, _) ->
          List.of(repaired(FindingKind.START_UNGUARDED, vm(name, vm.uuid()), remedy));
      case Remedy.LiftBlock(var vm, var name) ->
          List.of(repaired(FindingKind.START_BLOCKED, vm(name, vm.uuid()), remedy));
      case Remedy.RenewHold(var disk, _, _, _) ->
          List.of(repaired(FindingKind.NOTE_VOID, disk.fullName(), remedy));
      case Remedy.EndHold(_, _, var vm, var name) ->
          List.of(repaired(FindingKind.NOTE_VOID, vm(name, vm.uuid()), remedy));
      case Remedy.EraseNote(var vm, var name, _, _) ->
          List.of(repaired(FindingKind.NOTE_VOID, vm(name, vm.uuid()), remedy));
    };
  }

  private static Diagnosed leftover(Disk disk, Attachment vbd, Remedy remedy) {
    boolean forbidden = vbd.holder().power() == PowerState.HALTED && !vbd.releasing();
    return repaired(
        forbidden ? FindingKind.VBD_FORBIDDEN : FindingKind.VBD_LEFTOVER, disk.fullName(), remedy);
  }

  private static Diagnosed repaired(FindingKind kind, String about, Remedy remedy) {
    return Diagnosed.of(kind, about, remedy.words(), REPAIR, new Fix.Repair());
  }

  private static String vm(String name, String uuid) {
    return "%s (VM %s)".formatted(name, uuid);
  }

  private static Diagnosed foreign(Attachment vbd) {
    return Diagnosed.of(
        FindingKind.VBD_FOREIGN,
        "VBD %s of %s (VM %s)"
            .formatted(vbd.vbd().uuid(), vbd.holder().name(), vbd.holder().vm().uuid()),
        "it is on a removable disk, and xendisk did not make it",
        "xendisk repair --adopt %s, or remove it".formatted(vbd.vbd().uuid()));
  }

  private static Diagnosed of(Holding lost) {
    var held = lost.held();
    var about = "%s of %s".formatted(held.name(), lost.holder());
    return switch (lost.left()) {
      case PULLED -> pulled(lost, about, held);
      case ATTACHED, NOTHING ->
          Diagnosed.of(
              FindingKind.RECORD_LOST,
              about,
              "its record went while the VM had it at userdevice %s since %s"
                  .formatted(held.userdevice(), held.since()),
              "leave it in its bay until the guest has unmounted it and the VM was shut down");
    };
  }

  private static Diagnosed pulled(Holding lost, String about, HeldDisk held) {
    var evidence =
        "the host took it away while the VM had it at userdevice %s since %s"
            .formatted(held.userdevice(), held.since());
    var mend = "check the disk, and unmount what is left of it in the guest";
    return lost.vbd() == null
        ? Diagnosed.of(FindingKind.DISK_PULLED, about, evidence, mend)
        : Diagnosed.of(
            FindingKind.DISK_PULLED, about, evidence, mend + "; " + REPAIR, new Fix.Repair());
  }
}
