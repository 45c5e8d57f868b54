package io.xendisk.domain.guard;

import io.xendisk.domain.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The note on a VM that it is guarded: when it has stopped, its removable disks are taken out of
 * it, and put back after its next boot (safety rule R12). Immutable.
 */
public record GuardMark(String vm, Instant since, String by) {
  public static final String KEY = "xendisk:guarded";
  private static final int VERSION = 1;

  public String text() {
    return Fields.ofVersion(VERSION).with("vm", vm).with("since", since).with("by", by).text();
  }

  /** The mark among a VM's notes; a clone's, which speaks of another VM, is none (R8). */
  public static Optional<GuardMark> in(Map<String, String> notes, String vmUuid) {
    return parse(notes.getOrDefault(KEY, "")).filter(mark -> mark.vm.equals(vmUuid));
  }

  /** The mark in a text; nothing if it was written by something else. */
  public static Optional<GuardMark> parse(String text) {
    return Fields.read(
        text,
        VERSION,
        fields ->
            new GuardMark(
                fields.require("vm"),
                Instant.parse(fields.require("since")),
                fields.require("by")));
  }
}
