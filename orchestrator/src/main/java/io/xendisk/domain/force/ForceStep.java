package io.xendisk.domain.force;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;

/** The steps of taking a disk by force, in order, with the XenAPI calls that they make. */
public enum ForceStep {
  TAKE_LEASE("host.get_servertime", "VDI.add_to_other_config"),
  LOOK_AGAIN("event.from"),
  /** Whatever comes of it, the VBD is never taken for one that works (safety rule R10). */
  MARK_RELEASING("VBD.add_to_other_config"),
  /** Who and why, before anything is done: or nothing is. */
  TELL_POOL("message.create"),
  UNPLUG_FORCE("Async.VBD.unplug_force", "event.from", "task.destroy"),
  MARK_PULLED("VM.add_to_other_config"),
  DESTROY_VBD("VBD.destroy"),
  /** Lets the VM be started by anybody again, unless it has further VBDs of ours (R12). */
  LIFT_BLOCK("VM.get_record", "VBD.get_all_records_where", "VM.remove_from_blocked_operations"),
  LAST_LOOK("event.from"),
  DROP_LEASE("VDI.remove_from_other_config");

  private final ImmutableList<String> calls;

  ForceStep(String... calls) {
    this.calls = ImmutableList.copyOf(calls);
  }

  public List<String> calls() {
    return calls;
  }

  /** {@code unplug-force}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
