package io.xendisk.adapter.xenapi;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Holding.Left;
import io.xendisk.domain.guard.BootBlock;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.xenapi.Look;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VmMetricsRecord;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.XenClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the notes of VMs into what they have, with what is left of their VBDs. Pure. */
final class HoldingRecords {
  private HoldingRecords() {}

  static boolean mayHold(VmRecord vm) {
    return vm.otherConfig().keySet().stream().anyMatch(key -> key.startsWith(HeldDisk.KEY_PREFIX));
  }

  /** The VBDs that a VM has a disk by, by its notes, and that are not attached. */
  static List<VbdRecord> unattached(List<VmRecord> vms, Look look) {
    return vms.stream()
        .flatMap(
            vm ->
                HeldDisk.in(vm.otherConfig(), vm.uuid(), null).stream()
                    .flatMap(held -> vbd(held, vm, look).stream()))
        .filter(vbd -> !isAttached(vbd))
        .toList();
  }

  /**
   * Without a record of the VM's start its notes count: the later boot has to be shown.
   *
   * @param unattached a look at those VBDs that were not attached, and at their VDIs
   */
  static List<Holding> holdings(List<VmRecord> vms, Look look, Look unattached) {
    var holdings = new ArrayList<Holding>();
    for (var vm : vms) {
      var started =
          look.get(XenClass.VM_METRICS, vm.metrics()).map(VmMetricsRecord::startTime).orElse(null);
      for (var held : HeldDisk.in(vm.otherConfig(), vm.uuid(), started)) {
        boolean noted = vm.otherConfig().containsKey(held.pulledKey());
        var vbd = vbd(held, vm, look);
        holdings.add(
            new Holding(
                held,
                new VmId(vm.ref().value(), vm.uuid()),
                vm.nameLabel(),
                noted ? Left.PULLED : left(vbd, unattached),
                noted,
                vbd.map(record -> new VbdId(record.ref().value(), record.uuid())).orElse(null)));
      }
    }
    return holdings;
  }

  static boolean isNoted(VmRecord vm) {
    return !vm.isControlDomain()
        && !vm.isSnapshot()
        && !vm.isTemplate()
        && (vm.otherConfig().keySet().stream().anyMatch(key -> key.startsWith("xendisk:"))
            || vm.blockedOperations().values().stream().anyMatch(BootBlock::isOurs));
  }

  static NotedVm noted(VmRecord vm, Look look) {
    return new NotedVm(
        new VmId(vm.ref().value(), vm.uuid()),
        vm.nameLabel(),
        VmRecords.power(vm),
        look.get(XenClass.VM_METRICS, vm.metrics()).map(VmMetricsRecord::startTime).orElse(null),
        vm.otherConfig(),
        vm.blockedOperations());
  }

  private static Optional<VbdRecord> vbd(HeldDisk held, VmRecord vm, Look look) {
    return vm.vbds().stream()
        .flatMap(ref -> look.get(XenClass.VBD, ref).stream())
        .filter(vbd -> vbd.uuid().equals(held.vbd()))
        .findFirst();
  }

  /**
   * The host took a device away if its VBD is not attached and its VDI is gone: a VBD whose VDI is
   * gone can be neither plugged nor unplugged (facts §3.4 row 0c). As long as the VDI is there, a
   * plug that a dead run has asked for may still come.
   */
  private static Left left(Optional<VbdRecord> vbd, Look unattached) {
    if (vbd.isEmpty()) {
      return Left.NOTHING;
    }
    return unattached
            .get(XenClass.VBD, vbd.get().ref())
            .filter(now -> !isAttached(now))
            .filter(now -> unattached.get(XenClass.VDI, now.vdi()).isEmpty())
            .isPresent()
        ? Left.PULLED
        : Left.ATTACHED;
  }

  private static boolean isAttached(VbdRecord vbd) {
    return vbd.currentlyAttached() || !vbd.currentOperations().isEmpty();
  }
}
