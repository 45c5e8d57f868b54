package io.xendisk.domain.repair;

import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.HeldDisk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.lease.LeaseVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that is left behind and may be cleared away. */
public sealed interface Remedy {
  /** Its name in JSON: {@code clear-lease}. */
  String name();

  /** What is cleared away and why, in words for a person. */
  String words();

  /** The VM that it is about, by its uuid; null where it is about a disk alone. */
  default @Nullable String vmUuid() {
    return switch (this) {
      case ClearLease _, EraseLeaseKey _ -> null;
      case DestroyLeftover(_, var vbd) -> vbd.holder().vm().uuid();
      case DestroyDangling(var pulled) -> pulled.held().vm();
      case SetBlock(var vm, _, _) -> vm.uuid();
      case LiftBlock(var vm, _) -> vm.uuid();
      case TakeOut(var vm, _, _) -> vm.uuid();
      case PutBack(var vm, _, _) -> vm.uuid();
      case ClearVmLease(var vm, _, _) -> vm.uuid();
      case RenewHold(_, _, var vm, _) -> vm.id().uuid();
      case EndHold(_, _, var vm, _) -> vm.uuid();
      case EraseNote(var vm, _, _, _) -> vm.uuid();
    };
  }

  /** The lease of a dead owner, with that owner's VBDs. */
  record ClearLease(Disk disk, LeaseVerdict.Dead dead) implements Remedy {
    @Override
    public String name() {
      return "clear-lease";
    }

    @Override
    public String words() {
      return "the lease on %s: %s (%s) is gone"
          .formatted(disk.fullName(), dead.owner().owner(), dead.owner().operation());
    }
  }

  /** A sign of life or a claim that belongs to no lease. */
  record EraseLeaseKey(Disk disk, String key) implements Remedy {
    @Override
    public String name() {
      return "erase-lease-key";
    }

    @Override
    public String words() {
      return "%s on %s: it belongs to no lease".formatted(key, disk.fullName());
    }
  }

  /** A VBD of ours that nobody works on and no guest has. */
  record DestroyLeftover(Disk disk, Attachment vbd) implements Remedy {
    @Override
    public String name() {
      return "destroy-leftover";
    }

    @Override
    public String words() {
      return "VBD %s of %s on %s: an interrupted run left it"
          .formatted(vbd.vbd().uuid(), vbd.holder().name(), disk.fullName());
    }
  }

  /** A VBD whose disk is gone, and that its host took out of the VM. */
  record DestroyDangling(Holding pulled) implements Remedy {
    @Override
    public String name() {
      return "destroy-dangling";
    }

    @Override
    public String words() {
      return "VBD %s of %s: %s was pulled while it was attached"
          .formatted(pulled.held().vbd(), pulled.holder(), pulled.held().name());
    }
  }

  /** The block on a VM's start that its VBDs ask for, and that is not there as it should be. */
  record SetBlock(VmId vm, String vmName, String disks) implements Remedy {
    @Override
    public String name() {
      return "set-block";
    }

    @Override
    public String words() {
      return "the start of %s (VM %s), which keeps %s: nothing guards it as it should"
          .formatted(vmName, vm.uuid(), disks);
    }
  }

  /** A block on a VM's start for a VBD that is not there any more. */
  record LiftBlock(VmId vm, String vmName) implements Remedy {
    @Override
    public String name() {
      return "lift-block";
    }

    @Override
    public String words() {
      return "the block on the start of %s (VM %s): it keeps no disk any more"
          .formatted(vmName, vm.uuid());
    }
  }

  /** Disks of a guarded VM that has stopped. */
  record TakeOut(VmId vm, String vmName, String disks) implements Remedy {
    @Override
    public String name() {
      return "take-out";
    }

    @Override
    public String words() {
      return "%s of %s (VM %s), which is guarded and has stopped: back after its next boot"
          .formatted(disks, vmName, vm.uuid());
    }
  }

  /** Disks that are to come back to a VM whose guest has booted. */
  record PutBack(VmId vm, String vmName, String disks) implements Remedy {
    @Override
    public String name() {
      return "put-back";
    }

    @Override
    public String words() {
      return "%s is attached to %s (VM %s) again: its guest has booted"
          .formatted(disks, vmName, vm.uuid());
    }
  }

  /** The lease of a dead owner on a VM. */
  record ClearVmLease(VmId vm, String vmName, LeaseVerdict.Dead dead) implements Remedy {
    @Override
    public String name() {
      return "clear-lease";
    }

    @Override
    public String words() {
      return "the lease on %s (VM %s): %s (%s) is gone"
          .formatted(vmName, vm.uuid(), dead.owner().owner(), dead.owner().operation());
    }
  }

  /** The note that a VM has a disk, written anew where its guest has booted again with it. */
  record RenewHold(Disk disk, Attachment vbd, NotedVm vm, Instant started) implements Remedy {
    @Override
    public String name() {
      return "renew-hold";
    }

    @Override
    public String words() {
      return "%s has %s by VBD %s since its last boot, and no note said so"
          .formatted(vbd.holder().name(), disk.fullName(), vbd.vbd().uuid());
    }
  }

  /** The note that a VM has a disk which somebody else released; proved before it is erased. */
  record EndHold(Disk disk, HeldDisk held, VmId vm, String vmName) implements Remedy {
    @Override
    public String name() {
      return "erase-note";
    }

    @Override
    public String words() {
      return "%s on %s (VM %s): somebody else released %s"
          .formatted(held.key(), vmName, vm.uuid(), disk.name());
    }
  }

  /** A note on a VM that holds no more. */
  record EraseNote(VmId vm, String vmName, String key, String why) implements Remedy {
    @Override
    public String name() {
      return "erase-note";
    }

    @Override
    public String words() {
      return "%s on %s (VM %s): %s".formatted(key, vmName, vm.uuid(), why);
    }
  }
}
