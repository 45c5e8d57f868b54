package io.xendisk.domain.disk;

import io.xendisk.domain.Fields;
import io.xendisk.domain.disk.passport.Stamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The note on a VBD of ours that says which disk it was made for, and what becomes of it when its
 * VM stops: after a host reboot its VDI may stand for another disk (safety rule R12). It names the
 * VM, because a copy of the VM carries it along (R8). Immutable.
 *
 * @param name what people call the disk
 * @param key what it is remembered by, null where it carries nothing
 * @param stamp the moment that it was seen at
 */
public record KeepNote(
    String vm, Keep keep, String vdi, String name, @Nullable String key, Stamp stamp) {
  public static final String KEY = "xendisk:keep";
  private static final int VERSION = 1;

  public static KeepNote of(Disk disk, String vm, Keep keep) {
    return new KeepNote(
        vm,
        keep,
        disk.vdi().uuid(),
        disk.name(),
        disk.key().map(DiskKey::toString).orElse(null),
        disk.seat().stamp());
  }

  public String text() {
    var fields =
        Fields.ofVersion(VERSION)
            .with("vm", vm)
            .with("keep", keep.word())
            .with("vdi", vdi)
            .with("name", name);
    fields = key == null ? fields : fields.with("disk", key);
    return stamp.into(fields).text();
  }

  /** The note in a text; nothing if it was written by something else. */
  public static Optional<KeepNote> parse(String text) {
    return Fields.read(text, VERSION, KeepNote::from);
  }

  private static KeepNote from(Fields fields) {
    return new KeepNote(
        fields.require("vm"),
        Keep.of(fields.require("keep")).orElse(Keep.KEPT),
        fields.require("vdi"),
        fields.require("name"),
        fields.get("disk").orElse(null),
        Stamp.from(fields));
  }
}
