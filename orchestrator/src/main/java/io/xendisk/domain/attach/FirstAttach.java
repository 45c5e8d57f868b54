package io.xendisk.domain.attach;

import io.xendisk.domain.Fields;
import io.xendisk.domain.disk.DiskKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The memory that a disk was once attached to a booted guest and plugged well: from then on the VM
 * may boot with it. It names the VM, because a clone or an import carries the text along (safety
 * rule R8). Immutable.
 */
public record FirstAttach(String vmUuid, Instant at, String evidence) {
  public static final String KEY_PREFIX = "xendisk:first-attach:";
  private static final int VERSION = 1;

  public static String keyFor(DiskKey disk) {
    return KEY_PREFIX + disk;
  }

  public String text() {
    return Fields.ofVersion(VERSION)
        .with("vm", vmUuid)
        .with("at", at)
        .with("evidence", evidence)
        .text();
  }

  /**
   * Whether a newer xendisk wrote this text: what it means is not known here, and it must stay as
   * it is (safety rule R8).
   */
  public static boolean isNewer(String text) {
    return Fields.parse(text).filter(fields -> fields.version() > VERSION).isPresent();
  }

  public static Optional<FirstAttach> parse(String text) {
    return Fields.read(
        text,
        VERSION,
        fields ->
            new FirstAttach(
                fields.require("vm"),
                Instant.parse(fields.require("at")),
                fields.require("evidence")));
  }
}
