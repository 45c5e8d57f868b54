package io.xendisk.domain.lease;

import io.xendisk.domain.Fields;
import java.util.Optional;

/**
 * Which process wrote something into the pool. The process id is given out again, so it counts only
 * with the moment at which the process started, and both only within one boot of one machine.
 * Immutable.
 *
 * @param boot the kernel's id of this boot, and the namespace in which the process id holds
 */
public record ProcessMark(String machine, String boot, long pid, String started) {
  Fields into(Fields fields) {
    return fields
        .with("machine", machine)
        .with("boot", boot)
        .with("pid", pid)
        .with("started", started);
  }

  /** Nothing where the writer could not tell: such a process is never known to be gone. */
  static Optional<ProcessMark> from(Fields fields) {
    return fields.get("machine").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ProcessMark(
                fields.require("machine"),
                fields.require("boot"),
                Long.parseLong(fields.require("pid")),
                fields.require("started")));
  }
}
