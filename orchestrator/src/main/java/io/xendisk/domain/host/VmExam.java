package io.xendisk.domain.host;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import java.util.ArrayList;
import java.util.List;

/** What does not work for a VM while it has, or is to have, a removable disk. Pure. */
public final class VmExam {
  private VmExam() {}

  public static List<Diagnosed> of(List<VmTraits> vms, List<Disk> disks) {
    var found = new ArrayList<Diagnosed>();
    for (var vm : vms) {
      var names = disksOf(vm, disks);
      var evidence = "it has, or is to have, " + String.join(", ", names);
      var detach = "xendisk detach, before; attach again afterwards";
      vm.backup()
          .ifPresentOrElse(
              why ->
                  found.add(
                      Diagnosed.of(
                          FindingKind.BACKUP_TAKES_DISK,
                          vm.fullName(),
                          evidence + "; " + why,
                          detach + "; or leave the VM out (Xen Orchestra: tag xo:no-bak)")),
              () ->
                  found.add(
                      Diagnosed.of(FindingKind.SNAPSHOT_FAILS, vm.fullName(), evidence, detach)));
      if (vm.protectedByHa()) {
        found.add(
            Diagnosed.of(
                FindingKind.HA_CANNOT_MOVE,
                vm.fullName(),
                evidence + ", and high availability protects it",
                "xe vm-param-set uuid=%s ha-restart-priority=".formatted(vm.id().uuid())));
      }
    }
    return found;
  }

  private static List<String> disksOf(VmTraits vm, List<Disk> disks) {
    return disks.stream()
        .filter(disk -> disk.attachments().stream().anyMatch(a -> isOf(vm, a)))
        .map(Disk::name)
        .sorted()
        .toList();
  }

  private static boolean isOf(VmTraits vm, Attachment attachment) {
    return attachment.holder().vm().uuid().equals(vm.id().uuid());
  }
}
