package io.xendisk.testing;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.Boot;
import io.xendisk.domain.attach.FirstAttach;
import io.xendisk.domain.attach.Guest;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A VM: ordinary, paravirtualised and halted unless told otherwise. Confined to one test. */
public final class VmBuilder {
  /** When a VM that runs was started. */
  public static final Instant STARTED = Instant.parse("2026-11-22T06:00:00Z");

  private final String name;
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final Map<String, String> blocked = new LinkedHashMap<>();
  private Vm.Kind kind = Vm.Kind.ORDINARY;
  private PowerState power = PowerState.HALTED;
  private @Nullable Host host;
  private @Nullable Boot boot;
  private Guest guest = Guest.SILENT;
  private boolean hvm;
  private boolean haProtected;

  private VmBuilder(String name) {
    this.name = name;
  }

  public static VmBuilder aVm(String name) {
    return new VmBuilder(name);
  }

  /** The id that a VM of this name has. */
  public static VmId idOf(String name) {
    return new VmId("OpaqueRef:vm-" + name, Uuids.of("vm " + name));
  }

  public VmBuilder running() {
    return runningOn(Hosts.XS1);
  }

  public VmBuilder runningOn(Host on) {
    power = PowerState.RUNNING;
    host = on;
    boot = new Boot(STARTED, 7);
    return this;
  }

  /** In a power state, on a host where XenAPI says one for it. */
  public VmBuilder in(PowerState state) {
    boolean isOnHost = state == PowerState.RUNNING || state == PowerState.PAUSED;
    if (isOnHost) {
      runningOn(Hosts.XS1);
    }
    power = state;
    return this;
  }

  public VmBuilder withoutBoot() {
    boot = null;
    return this;
  }

  /** Its agent last wrote so long after the VM was started. */
  public VmBuilder agentWrote(Duration afterStart) {
    guest = new Guest(STARTED.plus(afterStart), guest.driversDetected(), guest.hotplug());
    return this;
  }

  public VmBuilder driversDetected(boolean detected) {
    guest = new Guest(guest.agentWroteAt(), detected, guest.hotplug());
    return this;
  }

  public VmBuilder hotplug(Guest.Hotplug hotplug) {
    guest = new Guest(guest.agentWroteAt(), guest.driversDetected(), hotplug);
    return this;
  }

  public VmBuilder hvm() {
    hvm = true;
    return this;
  }

  public VmBuilder haProtected() {
    haProtected = true;
    return this;
  }

  public VmBuilder being(Vm.Kind newKind) {
    kind = newKind;
    return this;
  }

  public VmBuilder noting(String key, String text) {
    notes.put(key, text);
    return this;
  }

  /** It had this disk before. */
  public VmBuilder remembering(DiskKey disk) {
    return rememberingAs(idOf(name).uuid(), disk);
  }

  /** It carries the memory of a VM with this uuid, as a clone of that VM does. */
  public VmBuilder rememberingAs(String vmUuid, DiskKey disk) {
    var memory = new FirstAttach(vmUuid, STARTED.minus(Duration.ofDays(9)), "guest-metrics");
    return noting(FirstAttach.keyFor(disk), memory.text());
  }

  /** Somebody forbids an operation on it. */
  public VmBuilder blocking(String operation, String text) {
    blocked.put(operation, text);
    return this;
  }

  public Vm build() {
    return new Vm(
        idOf(name),
        name,
        kind,
        power,
        host == null ? null : host.id(),
        boot,
        guest,
        new Vm.Traits(hvm, haProtected),
        notes,
        blocked);
  }
}
