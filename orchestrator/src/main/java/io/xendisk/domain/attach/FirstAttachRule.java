package io.xendisk.domain.attach;

import org.jspecify.annotations.Nullable;

/**
 * A disk that a VM never had is plugged only into a guest that has booted: CentOS 5.8 and 6.3, and
 * likely others, never let go of a disk that they saw at their first boot with it. Pure; the
 * decision table stands in docs/first-attach.md.
 */
public final class FirstAttachRule {
  public PlugMoment momentFor(
      Vm vm, boolean hadItBefore, @Nullable BootEvidence evidence, IfHalted ifHalted) {
    return switch (vm.power()) {
      case RUNNING ->
          evidence != null || hadItBefore
              ? new PlugMoment.Now(evidence)
              : new PlugMoment.AfterBoot();
      case HALTED ->
          switch (ifHalted) {
            case START -> new PlugMoment.AfterStart(true);
            case WAIT -> new PlugMoment.AfterStart(false);
            case REFUSE ->
                hadItBefore
                    ? new PlugMoment.AtNextBoot()
                    : new PlugMoment.Never(new Problem.HaltedFirstAttach(vm));
          };
      case PAUSED, SUSPENDED, UNKNOWN -> new PlugMoment.Never(new Problem.VmNotRunning(vm));
    };
  }
}
