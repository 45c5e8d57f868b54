package io.xendisk.domain.disk;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VbdId;
import io.xendisk.domain.VmId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A VBD on a disk: some VM has it, had it, or is to have it. {@code madeBy} is the marker that
 * xendisk left when it made the VBD, null if somebody else made it; {@code releasing} says that an
 * unplug was asked for and may still come true (safety rule R10); {@code kept} is what was noted of
 * the disk and of the VM's next start (R12). Immutable.
 */
public record Attachment(
    VbdId vbd,
    Holder holder,
    String userdevice,
    @Nullable String device,
    Mode mode,
    boolean attached,
    Set<String> operations,
    @Nullable String madeBy,
    boolean releasing,
    Traits traits,
    @Nullable KeepNote kept) {
  /** The note on a VBD that xendisk made: who, in which operation. */
  public static final String MADE_BY = "xendisk:made-by";

  /** The note on a VBD whose guest was asked to let go. */
  public static final String RELEASING = "xendisk:releasing";

  /** The note on a VBD whose guest has the disk, and whose {@code after-attach} is still to run. */
  public static final String HOOK_DUE = "xendisk:hook-due";

  /**
   * What matters to a release and to hooks.
   *
   * @param unpluggable whether whoever made the VBD lets it be unplugged while its VM runs
   * @param askedAt when its guest was first asked to let go, null if it was not, or nobody knows
   * @param hookDue whether the hook that follows the plug has not run to a good end yet
   */
  public record Traits(boolean unpluggable, @Nullable Instant askedAt, boolean hookDue) {
    public static final Traits PLAIN = new Traits(true, null, false);
  }

  /** How the guest may use the disk. */
  public enum Mode {
    RO,
    RW
  }

  /** The VM at the other end; the control domain's VBDs come and go when a disk is read. */
  public record Holder(VmId vm, String name, boolean controlDomain, PowerState power) {}

  public Attachment {
    operations = Set.copyOf(operations);
  }

  /** Whether the guest has it for good: attached, nothing under way, and nothing asked for. */
  public boolean isSettled() {
    return attached && operations.isEmpty() && !releasing;
  }

  /** Whether the pool is taking it away right now, by whoever's wish. */
  public boolean isBeingUnplugged() {
    return operations.contains("unplug") || operations.contains("unplug_force");
  }

  public boolean isOurs() {
    return madeBy != null;
  }
}
