package io.xendisk.domain.declared;

import io.xendisk.domain.Fields;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.passport.Stamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last time that a declared disk was seen in its VM: by this and what is there now it is told
 * who took it out. Immutable.
 *
 * @param vdi the record that it was attached by, and {@code stamp} the insertion
 * @param started the boot of the VM that had it
 * @param left whether a person took it out, and nobody has told otherwise since
 */
public record Had(String vm, String vdi, Stamp stamp, Instant started, boolean left) {
  private static final int VERSION = 1;

  /** What is so now; nothing where the boot of the VM is not known. */
  static Optional<Had> of(Disk disk, Attachment attachment, @Nullable Instant started) {
    return Optional.ofNullable(started)
        .map(
            boot ->
                new Had(
                    attachment.holder().vm().uuid(),
                    disk.vdi().uuid(),
                    disk.seat().stamp(),
                    boot,
                    false));
  }

  Had leftByAPerson() {
    return new Had(vm, vdi, stamp, started, true);
  }

  /** Whether the disk was not pulled since: it is the same record of the same insertion. */
  boolean isStillIn(Disk disk) {
    return vdi.equals(disk.vdi().uuid()) && stamp.equals(disk.seat().stamp());
  }

  String text() {
    var fields = Fields.ofVersion(VERSION).with("vm", vm).with("vdi", vdi).with("started", started);
    return stamp.into(left ? fields.with("left", true) : fields).text();
  }

  static Optional<Had> read(String text) {
    return Fields.read(
        text,
        VERSION,
        fields ->
            new Had(
                fields.require("vm"),
                fields.require("vdi"),
                Stamp.from(fields),
                Instant.parse(fields.require("started")),
                fields.get("left").isPresent()));
  }
}
