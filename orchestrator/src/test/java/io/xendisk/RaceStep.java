package io.xendisk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one command of a race came to. Immutable.
 *
 * @param begun when, in nanoseconds of this machine's ticker
 * @param ended when it was over, by the same
 * @param killed whether it was killed, and may have said nothing
 */
record RaceStep(
    String actor, List<String> words, long begun, long ended, boolean killed, Shell.Ran ran) {
  /** Its answer says that somebody else, or a guest, was in the way until its time was over. */
  private static final int CONFLICT = 4;

  private static final int PENDING = 5;

  /** How a process ends that SIGKILL has ended. */
  static final int KILLED = 128 + 9;

  /** What an owner's lease is for, at the end of the message that names the owner. */
  private static final Pattern PURPOSE = Pattern.compile("\\(([a-z-]+)\\)$");

  /** By which commands a lease for that may be held: some have others do a part of their work. */
  private static final Map<String, Set<String>> HELD_BY =
      Map.of(
          "attach", Set.of("attach", "unpark", "repair", "vm"),
          "detach", Set.of("detach"),
          "force-detach", Set.of("force-detach"),
          "park", Set.of("park", "repair", "vm"),
          "unpark", Set.of("unpark", "repair"),
          "vm-start", Set.of("vm", "attach"));

  /** The lease of a process that was killed lives on for half a minute. */
  private static final Duration LEASE_OF_THE_DEAD = Duration.ofSeconds(30);

  /** Commands that answer that they were refused or kept waiting by others. */
  boolean waited() {
    return !killed && Set.of(CONFLICT, PENDING).contains(ran.exit());
  }

  /** Another's lease, or its own deadline, is why it went on for so long. */
  boolean explainsItsWait() {
    return id().equals("lease-held") || ran.exit() == PENDING;
  }

  long millis() {
    return Duration.ofNanos(ended - begun).toMillis();
  }

  /** Whether somebody else was at work on what its message says when it gave up. */
  boolean wasKeptByOneOf(Queue<RaceStep> all) {
    var purpose = PURPOSE.matcher(message());
    return purpose.find()
        && all.stream()
            .filter(other -> !other.actor.equals(actor))
            .filter(
                other -> HELD_BY.getOrDefault(purpose.group(1), all(all)).contains(other.verb()))
            .anyMatch(other -> other.begun < ended && begun < other.leaseEndsAt());
  }

  private static Set<String> all(Queue<RaceStep> steps) {
    return steps.stream().map(RaceStep::verb).collect(Collectors.toSet());
  }

  private String verb() {
    return words.getFirst();
  }

  private long leaseEndsAt() {
    return killed ? ended + LEASE_OF_THE_DEAD.toNanos() : ended;
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
            millis(),
            message().isEmpty() ? "" : ", " + message(),
            ran.err().strip());
  }
}
