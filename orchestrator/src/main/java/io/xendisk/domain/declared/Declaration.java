package io.xendisk.domain.declared;

import io.xendisk.domain.Fields;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.Keep;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A disk is to be in a VM. A disk is with one VM at most, so that its name is that of the
 * declaration. Immutable.
 *
 * @param disk as a person names it
 * @param vm its name or uuid
 */
public record Declaration(String disk, String vm, AttachRequest request) {
  private static final int VERSION = 1;

  /** What may keep a set of declarations from being taken over is said where it stands. */
  public Declaration {
    var _ = DiskSelector.parse(disk);
    if (vm.isBlank()) {
      throw new IllegalArgumentException(
          "disk '%s' is to be in a VM without a name".formatted(disk));
    }
    if (request.keep() == Keep.UNGUARDED) {
      throw new IllegalArgumentException(
          "what is declared is kept or goes at a shutdown: 'unguarded' would let a VM start with"
              + " whatever disk is there by then");
    }
  }

  public DiskSelector selector() {
    return DiskSelector.parse(disk);
  }

  String text() {
    return Fields.ofVersion(VERSION)
        .with("vm", vm)
        .with("mode", request.mode().name())
        .with("keep", request.keep().word())
        .with("ifHalted", request.ifHalted())
        .text();
  }

  static Optional<Declaration> read(String disk, String text) {
    return Fields.read(text, VERSION, fields -> from(disk, fields));
  }

  private static Declaration from(String disk, Fields fields) {
    return new Declaration(
        disk,
        fields.require("vm"),
        new AttachRequest(
            Attachment.Mode.valueOf(fields.require("mode")),
            ifHalted(fields.require("ifHalted")),
            Keep.of(fields.require("keep")).orElse(Keep.KEPT)));
  }

  private static IfHalted ifHalted(String word) {
    return Stream.of(IfHalted.values())
        .filter(value -> value.toString().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such rule: " + word));
  }
}
