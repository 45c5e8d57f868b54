package io.xendisk.domain.disk;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The note on a VM that it has a disk, written before the disk is first plugged (safety rule R9). A
 * scan can lose the VDI of a disk that a running VM has, and the collector then removes the VBD
 * (trace {@code vbd_gc}), while the guest goes on writing: the note is what remains. It ends with a
 * finished release, or with this boot of the VM. Immutable.
 *
 * @param started when the VM was started that has the disk
 * @param name what people call the disk
 * @param bootedWith whether the guest booted with it in this boot, so that it was not plugged into
 *     a guest that had booted: such a hold is no evidence for the first-attach memory (rule R8)
 */
public record HeldDisk(
    String vm,
    Instant started,
    String vbd,
    String userdevice,
    String vdi,
    Spot spot,
    String name,
    Instant since,
    boolean bootedWith) {
  public static final String KEY_PREFIX = "xendisk:held:";

  /**
   * Followed by the VBD's uuid: the host took the device away, so that the VM has lost the disk.
   */
  public static final String PULLED_PREFIX = "xendisk:pulled:";

  private static final int VERSION = 1;

  /** Where the disk is, and what it looks like from there. */
  public record Spot(
      String host, String device, @Nullable String bay, long size, @Nullable String model) {
    public static Spot of(Disk disk) {
      var seat = disk.seat();
      return new Spot(
          seat.host().id().uuid(),
          seat.device(),
          seat.bay() == null ? null : seat.bay().address(),
          disk.hardware().size(),
          disk.hardware().model());
    }

    /**
     * Whether a disk may be the same spindle at the same place. A device that is still open keeps
     * its name in the kernel, so one of another name was plugged in anew.
     */
    boolean mayBe(Spot other) {
      boolean otherModel = model != null && other.model != null && !model.equals(other.model);
      return host.equals(other.host)
          && device.equals(other.device)
          && size == other.size
          && !otherModel;
    }
  }

  /** The note that a VM has a disk by this VBD since that boot began, with which it came up. */
  public static HeldDisk afterBoot(Disk disk, Attachment vbd, Instant started, Instant now) {
    return new HeldDisk(
        vbd.holder().vm().uuid(),
        started,
        vbd.vbd().uuid(),
        vbd.userdevice(),
        disk.vdi().uuid(),
        Spot.of(disk),
        disk.name(),
        now,
        true);
  }

  /** Whether this disk, under a record of its own, may be the one that the VM has. */
  public boolean mayBe(Disk disk) {
    return !vdi.equals(disk.vdi().uuid()) && spot.mayBe(Spot.of(disk));
  }

  public String key() {
    return KEY_PREFIX + vbd;
  }

  public String pulledKey() {
    return PULLED_PREFIX + vbd;
  }

  public String text() {
    var fields =
        Fields.ofVersion(VERSION)
            .with("vm", vm)
            .with("started", started)
            .with("userdevice", userdevice)
            .with("vdi", vdi)
            .with("host", spot.host)
            .with("device", spot.device)
            .with("size", spot.size)
            .with("name", name)
            .with("since", since);
    fields = bootedWith ? fields.with("bootedWith", true) : fields;
    fields = spot.bay == null ? fields : fields.with("bay", spot.bay);
    return (spot.model == null ? fields : fields.with("model", spot.model)).text();
  }

  /** The note under a key; nothing if it is another's, or cannot be read. */
  public static Optional<HeldDisk> parse(String key, String text) {
    return key.startsWith(KEY_PREFIX)
        ? Fields.read(text, VERSION, fields -> from(key.substring(KEY_PREFIX.length()), fields))
        : Optional.empty();
  }

  private static HeldDisk from(String vbd, Fields fields) {
    return new HeldDisk(
        fields.require("vm"),
        Instant.parse(fields.require("started")),
        vbd,
        fields.require("userdevice"),
        fields.require("vdi"),
        new Spot(
            fields.require("host"),
            fields.require("device"),
            fields.get("bay").orElse(null),
            Long.parseLong(fields.require("size")),
            fields.get("model").orElse(null)),
        fields.require("name"),
        Instant.parse(fields.require("since")),
        fields.get("bootedWith").isPresent());
  }

  /**
   * The notes among a VM's that hold for it in the boot that began at this moment: a clone carries
   * those of another VM along (safety rule R8), and an earlier boot is over.
   */
  public static Set<HeldDisk> in(
      Map<String, String> notes, String vmUuid, @Nullable Instant started) {
    return notes.entrySet().stream()
        .flatMap(note -> parse(note.getKey(), note.getValue()).stream())
        .filter(held -> held.vm.equals(vmUuid))
        .filter(held -> started == null || !started.isAfter(held.started))
        .collect(Collectors.toUnmodifiableSet());
  }
}
