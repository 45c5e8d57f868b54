package io.xendisk.domain.attach;

import io.xendisk.domain.HostId;
import io.xendisk.domain.PowerState;
import io.xendisk.domain.VbdId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.passport.StoredPassports;
import io.xendisk.domain.guard.Blocks;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A VM, as the pool shows it at one moment. {@code notes} is its {@code other_config}, {@code
 * blocked} its {@code blocked_operations}. Immutable.
 */
public record Vm(
    VmId id,
    String name,
    Kind kind,
    PowerState power,
    @Nullable HostId residentOn,
    @Nullable Boot boot,
    Guest guest,
    Traits traits,
    Map<String, String> notes,
    Map<String, String> blocked) {

  /** Only an ordinary VM can be given a disk. */
  public enum Kind {
    ORDINARY,
    TEMPLATE,
    SNAPSHOT,
    CONTROL_DOMAIN
  }

  /** {@code hvm}: fully virtualised, for which XenAPI's rules on disks differ (facts §3.4). */
  public record Traits(boolean hvm, boolean haProtected) {}

  public Vm {
    notes = Map.copyOf(notes);
    blocked = Map.copyOf(blocked);
  }

  /** When this disk was first attached to this VM, if that ever went well. */
  public Optional<FirstAttach> firstAttached(DiskKey disk) {
    return Optional.ofNullable(notes.get(FirstAttach.keyFor(disk)))
        .flatMap(FirstAttach::parse)
        .filter(memory -> memory.vmUuid().equals(id.uuid()));
  }

  /** Whether a newer xendisk wrote down something about this disk that cannot be read here. */
  public boolean hasNewerNoteOf(DiskKey disk) {
    var note = notes.get(FirstAttach.keyFor(disk));
    return note != null && FirstAttach.isNewer(note);
  }

  /**
   * Whether xendisk plugged this VBD after the boot that runs now: the VM has held its disk since
   * then (safety rule R9), and was known to have booted.
   */
  public boolean wasPluggedInThisBoot(VbdId vbd) {
    return boot != null
        && HeldDisk.in(notes, id.uuid(), boot.startTime()).stream()
            .anyMatch(
                held ->
                    held.vbd().equals(vbd.uuid())
                        && held.started().equals(boot.startTime())
                        && !held.bootedWith());
  }

  /** Whether it stands on the VM that it has this VBD's disk in the boot that runs now (R9). */
  public boolean holdsInThisBoot(VbdId vbd) {
    return boot != null
        && HeldDisk.in(notes, id.uuid(), boot.startTime()).stream()
            .anyMatch(held -> held.vbd().equals(vbd.uuid()));
  }

  /**
   * The passports that are kept here because the account may not write to the pool. A clone's or an
   * import's speak of another VM, and count as absent (safety rule R8).
   */
  public StoredPassports passports() {
    return StoredPassports.in(notes).ofVm(id.uuid());
  }

  /** What forbids operations on it. */
  public Blocks blocks() {
    return new Blocks(id.uuid(), blocked);
  }

  /**
   * Whether the pool would refuse a plug and an unplug: a fully virtualised guest that says so, or
   * in which neither drivers nor an agent were found (facts §3.4, rows 5a and 5b).
   */
  public boolean hasNoHotplug() {
    return traits.hvm
        && switch (guest.hotplug()) {
          case NO -> true;
          case YES -> false;
          case UNSPECIFIED ->
              Boolean.FALSE.equals(guest.driversDetected()) && guest.agentWroteAt() == null;
        };
  }

  /** {@code nas01 (VM 1f…)}. */
  public String fullName() {
    return name + " (VM " + id.uuid() + ")";
  }
}
