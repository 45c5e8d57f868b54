package io.xendisk.testing;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VbdId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Attachment.Mode;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.KeepNote;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A VBD on a disk: of a VM that runs, made by somebody else, for writing, and not attached, unless
 * told otherwise. Confined to one test.
 */
public final class VbdBuilder {
  private final String vm;
  private final boolean controlDomain;
  private String tag = "";
  private PowerState power = PowerState.RUNNING;
  private @Nullable String device;
  private Mode mode = Mode.RW;
  private boolean attached;
  private Set<String> operations = Set.of();
  private @Nullable String madeBy;
  private boolean releasing;
  private Attachment.Traits traits = Attachment.Traits.PLAIN;
  private @Nullable KeepNote kept;

  private VbdBuilder(String vm, boolean controlDomain) {
    this.vm = vm;
    this.controlDomain = controlDomain;
  }

  public static VbdBuilder aVbdOf(String vm) {
    return new VbdBuilder(vm, false);
  }

  public static VbdBuilder aVbdOfTheControlDomain() {
    return new VbdBuilder("Control domain on host: xs1", true);
  }

  /** Another VBD than the VM's first. */
  public VbdBuilder named(String newTag) {
    tag = " " + newTag;
    return this;
  }

  public VbdBuilder whoseVmIs(PowerState newPower) {
    power = newPower;
    return this;
  }

  public VbdBuilder attached() {
    attached = true;
    device = "xvdb";
    return this;
  }

  public VbdBuilder readOnly() {
    mode = Mode.RO;
    return this;
  }

  public VbdBuilder doing(String operation) {
    operations = Set.of(operation);
    return this;
  }

  /** Made by xendisk. */
  public VbdBuilder ours() {
    madeBy = "token of " + vm;
    return this;
  }

  public VbdBuilder releasing() {
    releasing = true;
    return this;
  }

  /** Its guest was first asked to let go at this moment. */
  public VbdBuilder askedAt(Instant moment) {
    traits = new Attachment.Traits(true, moment, false);
    return releasing();
  }

  /** Made so that it cannot be unplugged. */
  public VbdBuilder notUnpluggable() {
    traits = new Attachment.Traits(false, null, false);
    return this;
  }

  /** Made for this disk. */
  public VbdBuilder keeping(Disk disk, Keep keep) {
    kept = KeepNote.of(disk, VmBuilder.idOf(vm).uuid(), keep);
    return ours();
  }

  public Attachment build() {
    return new Attachment(
        new VbdId("OpaqueRef:vbd-" + vm + tag, Uuids.of("vbd " + vm + tag)),
        new Attachment.Holder(VmBuilder.idOf(vm), vm, controlDomain, power),
        "1",
        device,
        mode,
        attached,
        operations,
        madeBy,
        releasing,
        traits,
        kept);
  }
}
