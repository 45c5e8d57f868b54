package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.DiskKey;
import java.util.List;

/** One step of a plan. */
public sealed interface Step {
  /** Its name in JSON: {@code create-vbd}. */
  String name();

  /** The XenAPI calls that it makes when all goes well. */
  List<String> calls();

  record TakeLease() implements Step {
    @Override
    public String name() {
      return "take-lease";
    }

    @Override
    public List<String> calls() {
      return List.of("host.get_servertime", "VDI.add_to_other_config");
    }
  }

  record DropLease() implements Step {
    @Override
    public String name() {
      return "drop-lease";
    }

    @Override
    public List<String> calls() {
      return List.of("VDI.remove_from_other_config");
    }
  }

  /** Takes away a VBD of ours that an interrupted run, or an earlier boot, left unattached. */
  record RemoveLeftover(Attachment leftover) implements Step {
    @Override
    public String name() {
      return "remove-leftover";
    }

    @Override
    public List<String> calls() {
      return List.of("VBD.destroy", "VM.remove_from_other_config");
    }
  }

  /** Takes the "safe to pull" mark off: a person asked for the disk to be attached again. */
  record ForgetRelease() implements Step {
    @Override
    public String name() {
      return "forget-release";
    }

    @Override
    public List<String> calls() {
      return List.of("VDI.remove_from_other_config");
    }
  }

  /**
   * Forbids everybody else to start the VM while it keeps the disk (safety rule R12): key by key
   * before there is a VBD, in one call after a look (ADR 0040).
   */
  record BlockStart(boolean ahead) implements Step {
    @Override
    public String name() {
      return "block-start";
    }

    @Override
    public List<String> calls() {
      return List.of(ahead ? "VM.add_to_blocked_operations" : "VM.set_blocked_operations");
    }
  }

  record CreateVbd(Attachment.Mode mode) implements Step {
    @Override
    public String name() {
      return "create-vbd";
    }

    @Override
    public List<String> calls() {
      return List.of("VBD.create");
    }
  }

  /** Looks at everything again, with the lease and the VBD in hand, and decides anew. */
  record LookAgain(Attachment.Mode mode) implements Step {
    @Override
    public String name() {
      return "look-again";
    }

    @Override
    public List<String> calls() {
      return List.of("event.from");
    }
  }

  /** Writes on the VM that it has the disk, before it can have it (safety rule R9). */
  record HoldDisk() implements Step {
    @Override
    public String name() {
      return "hold-disk";
    }

    @Override
    public List<String> calls() {
      return List.of("VM.add_to_other_config");
    }
  }

  record Plug() implements Step {
    @Override
    public String name() {
      return "plug";
    }

    @Override
    public List<String> calls() {
      return List.of("VBD.plug", "event.from");
    }
  }

  record RememberFirstAttach(DiskKey disk, BootEvidence evidence) implements Step {
    @Override
    public String name() {
      return "remember-first-attach";
    }

    @Override
    public List<String> calls() {
      return List.of("VM.add_to_other_config");
    }
  }

  record MarkReleasing(Attachment attachment) implements Step {
    @Override
    public String name() {
      return "mark-releasing";
    }

    @Override
    public List<String> calls() {
      return List.of("VBD.add_to_other_config");
    }
  }

  record Unplug(Attachment attachment) implements Step {
    @Override
    public String name() {
      return "unplug";
    }

    @Override
    public List<String> calls() {
      return List.of("Async.VBD.unplug", "event.from", "task.destroy");
    }
  }

  record DestroyVbd(Attachment attachment) implements Step {
    @Override
    public String name() {
      return "destroy-vbd";
    }

    @Override
    public List<String> calls() {
      return List.of("VBD.destroy", "VM.remove_from_other_config");
    }
  }

  /** Lets the VM be started by anybody again, unless it has further VBDs of ours (R12). */
  record LiftBlock(Attachment attachment) implements Step {
    @Override
    public String name() {
      return "lift-block";
    }

    @Override
    public List<String> calls() {
      return List.of(
          "VM.get_record", "VBD.get_all_records_where", "VM.remove_from_blocked_operations");
    }
  }

  /** Reads the superblock, to know whether the disk was cleanly unmounted and how full it is. */
  record ReadContents() implements Step {
    @Override
    public String name() {
      return "read-contents";
    }

    @Override
    public List<String> calls() {
      return List.of("event.from", "VDI.add_to_other_config");
    }
  }

  record MarkReleased() implements Step {
    @Override
    public String name() {
      return "mark-released";
    }

    @Override
    public List<String> calls() {
      return List.of("VDI.add_to_other_config");
    }
  }

  /** One last look before anybody is told that the disk may be pulled (safety rule R11). */
  record LastLook() implements Step {
    @Override
    public String name() {
      return "last-look";
    }

    @Override
    public List<String> calls() {
      return List.of("event.from");
    }
  }
}
