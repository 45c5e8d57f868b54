package io.xendisk.operation;

import io.xendisk.domain.Fields;
import io.xendisk.domain.PowerState;
import io.xendisk.domain.VbdId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.KeepNote;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.port.Pool;
import io.xendisk.port.Pool.NewVbd;
import io.xendisk.xenapi.PoolException;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes VBDs that say who made them, and takes back those that came to nothing. Thread-safe. */
final class NewVbds {
  /** The place of the CD drive, by the convention of XenCenter and others (facts §4). */
  private static final String CD_DRIVE = "3";

  private static final String AUTODETECT = "autodetect";
  private static final int LAST_PLACE = 15;

  private final Pool pool;
  private final String owner;
  private final Hooks hooks;

  NewVbds(Surroundings surroundings) {
    this.pool = surroundings.pool();
    this.owner = surroundings.owner();
    this.hooks = surroundings.hooks();
  }

  /** How a VBD is to be, and by which run it is made. */
  record Wish(Attachment.Mode mode, Keep keep, String operation, String token) {}

  /** Makes one at a place that the pool chooses, which leaves no race with anybody else. */
  VbdId create(Disk disk, Vm vm, Wish wish) {
    return create(spec(disk, vm, wish, AUTODETECT));
  }

  private VbdId create(NewVbd vbd) {
    try {
      return pool.createVbd(vbd);
    } catch (PoolException.ReplyLost e) {
      // It may be there or not; the marker tells, and only if it is not there was nothing done.
      return pool.findVbd(vbd.disk(), Attachment.MADE_BY, madeBy(vbd)).orElseThrow(() -> e);
    }
  }

  private static String madeBy(NewVbd vbd) {
    return vbd.notes().getOrDefault(Attachment.MADE_BY, "");
  }

  /** The marker of a VBD: who made it, in which operation. */
  static String madeBy(String owner, String operation, String token) {
    return Fields.ofVersion(1)
        .with("owner", owner)
        .with("operation", operation)
        .with("token", token)
        .text();
  }

  static boolean isInPlaceOfCdDrive(Attachment attachment) {
    return attachment.userdevice().equals(CD_DRIVE);
  }

  /** Whether the VM lost a disk there in this boot, so that its host may still hold the place. */
  static boolean isInPlaceOfLostDisk(Attachment attachment, Set<HeldDisk> held) {
    return held.stream()
        .anyMatch(
            other ->
                other.userdevice().equals(attachment.userdevice())
                    && !other.vbd().equals(attachment.vbd().uuid()));
  }

  /** Makes one anywhere but in the place of the CD drive, or of a disk that the VM has or lost. */
  VbdId createElsewhere(Disk disk, Vm vm, Wish wish, Set<HeldDisk> held) {
    var taken = held.stream().map(HeldDisk::userdevice).collect(Collectors.toSet());
    for (int place = 1; ; place++) {
      var userdevice = Integer.toString(place);
      if (userdevice.equals(CD_DRIVE) || taken.contains(userdevice)) {
        continue;
      }
      try {
        return create(spec(disk, vm, wish, userdevice));
      } catch (PoolException.Rejected e) {
        if (!e.is("DEVICE_ALREADY_EXISTS") || place == LAST_PLACE) {
          throw e;
        }
      }
    }
  }

  private NewVbd spec(Disk disk, Vm vm, Wish wish, String userdevice) {
    var notes = new HashMap<String, String>();
    notes.put(Attachment.MADE_BY, madeBy(owner, wish.operation, wish.token));
    notes.put(KeepNote.KEY, KeepNote.of(disk, vm.id().uuid(), wish.keep).text());
    // With the VBD, so that no moment is left in which a killed run would leave the hook forgotten.
    if (vm.power() == PowerState.RUNNING
        && hooks.at(HookMoment.AFTER_ATTACH, vm.id(), vm.name()).isPresent()) {
      notes.put(Attachment.HOOK_DUE, "1");
    }
    return new NewVbd(disk.vdi(), vm.id(), wish.mode, userdevice, notes);
  }
}
