package io.xendisk;

import java.util.List;
import java.util.Set;

/**
 * What one command of a race came to. Immutable.
 *
 * @param killed whether it was killed, and may have said nothing
 */
record RaceStep(String actor, List<String> words, long millis, boolean killed, Shell.Ran ran) {
  /** Its answer says that somebody else, or a guest, was in the way until its time was over. */
  private static final int CONFLICT = 4;

  private static final int PENDING = 5;

  /** How a process ends that SIGKILL has ended. */
  static final int KILLED = 128 + 9;

  /** Commands that answer that they were refused or kept waiting by others. */
  boolean waited() {
    return !killed && Set.of(CONFLICT, PENDING).contains(ran.exit());
  }

  /** Another's lease, or its own deadline, is why it went on for so long. */
  boolean explainsItsWait() {
    return id().equals("lease-held") || ran.exit() == PENDING;
  }

  /** The id of its error; empty where there is none. */
  String id() {
    return killed || ran.out().isBlank() ? "" : ran.json().at("/error/id").asString("");
  }

  /** What was in its way, in words. */
  String message() {
    return killed || ran.out().isBlank() ? "" : ran.json().at("/error/message").asString("");
  }

  @Override
  public String toString() {
    return "%s: %s -> %s %s after %d ms%s %s"
        .formatted(
            actor,
            String.join(" ", words),
            killed ? "killed" : ran.exit(),
            id(),
            millis,
            message().isEmpty() ? "" : ", " + message(),
            ran.err().strip());
  }
}
