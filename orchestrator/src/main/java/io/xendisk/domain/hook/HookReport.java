package io.xendisk.domain.hook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a hook went. Immutable.
 *
 * @param exit null if it was never started, or was ended before it had ended itself
 * @param output the end of what it said, on stdout and stderr
 * @param trouble what happened to it where that is no exit code
 */
public record HookReport(
    Hook hook, @Nullable Integer exit, Duration took, String output, @Nullable String trouble) {
  public boolean succeeded() {
    return trouble == null && exit != null && exit == 0;
  }

  /** {@code it ended with exit code 32}. */
  public String why() {
    return trouble == null ? "it ended with exit code " + exit : trouble;
  }

  /** The last line that it said, which mostly tells why; empty if it said nothing. */
  public String lastLine() {
    return output.strip().lines().reduce("", (_, last) -> last).strip();
  }
}
