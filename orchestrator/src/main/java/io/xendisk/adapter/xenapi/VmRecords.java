package io.xendisk.adapter.xenapi;

import io.xendisk.domain.HostId;
import io.xendisk.domain.PowerState;
import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.Boot;
import io.xendisk.domain.attach.Guest;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Host;
import io.xendisk.xenapi.VmGuestMetricsRecord;
import io.xendisk.xenapi.VmMetricsRecord;
import io.xendisk.xenapi.VmRecord;
import org.jspecify.annotations.Nullable;

/** Turns the records of a VM, its metrics and its guest's metrics into a VM. Pure. */
final class VmRecords {
  private VmRecords() {}

  static Vm vm(
      VmRecord vm,
      @Nullable Host host,
      @Nullable VmMetricsRecord metrics,
      @Nullable VmGuestMetricsRecord guest) {
    return new Vm(
        new VmId(vm.ref().value(), vm.uuid()),
        vm.nameLabel(),
        kind(vm),
        power(vm),
        vm.residentOn().isNull()
            ? null
            : new HostId(vm.residentOn().value(), host == null ? "" : host.id().uuid()),
        boot(vm, metrics),
        guest == null ? Guest.SILENT : guest(guest),
        new Vm.Traits(isHvm(vm, metrics), isHaProtected(vm)),
        vm.otherConfig(),
        vm.blockedOperations());
  }

  static PowerState power(VmRecord vm) {
    return switch (vm.powerState()) {
      case HALTED -> PowerState.HALTED;
      case PAUSED -> PowerState.PAUSED;
      case RUNNING -> PowerState.RUNNING;
      case SUSPENDED -> PowerState.SUSPENDED;
      case UNKNOWN -> PowerState.UNKNOWN;
    };
  }

  /** A snapshot is a template too, in XenAPI's eyes. */
  private static Vm.Kind kind(VmRecord vm) {
    if (vm.isControlDomain()) {
      return Vm.Kind.CONTROL_DOMAIN;
    }
    if (vm.isSnapshot()) {
      return Vm.Kind.SNAPSHOT;
    }
    return vm.isTemplate() ? Vm.Kind.TEMPLATE : Vm.Kind.ORDINARY;
  }

  private static @Nullable Boot boot(VmRecord vm, @Nullable VmMetricsRecord metrics) {
    return metrics == null || metrics.startTime() == null
        ? null
        : new Boot(metrics.startTime(), vm.domid());
  }

  private static Guest guest(VmGuestMetricsRecord guest) {
    // The metrics exist from the start with a date of their own: only with a driver version did an
    // agent write them (facts §2.4).
    boolean agentReported = !guest.pvDriversVersion().isEmpty();
    return new Guest(
        agentReported ? guest.lastUpdated() : null,
        guest.pvDriversDetected(),
        switch (guest.canUseHotplugVbd()) {
          case YES -> Guest.Hotplug.YES;
          case NO -> Guest.Hotplug.NO;
          case UNSPECIFIED, ABSENT, UNKNOWN -> Guest.Hotplug.UNSPECIFIED;
        });
  }

  /** What runs counts most; else what the VM is set up as, in the words of 7.5 and of before. */
  private static boolean isHvm(VmRecord vm, @Nullable VmMetricsRecord metrics) {
    if (metrics != null && power(vm) == PowerState.RUNNING) {
      if (!metrics.currentDomainType().isEmpty()
          && !metrics.currentDomainType().equals("unspecified")) {
        return metrics.currentDomainType().equals("hvm");
      }
      if (metrics.hvm() != null) {
        return metrics.hvm();
      }
    }
    boolean told = !vm.domainType().isEmpty() && !vm.domainType().equals("unspecified");
    return told ? vm.domainType().equals("hvm") : !vm.hvmBootPolicy().isEmpty();
  }

  private static boolean isHaProtected(VmRecord vm) {
    return vm.haRestartPriority().equals("restart");
  }
}
