package io.xendisk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;

/**
 * What happened last in a long play, for whoever has to find out why it went wrong. Thread-safe.
 */
final class Diary {
  private static final int LINES = 60;

  private final String title;
  private final InstantSource clock;
  private final ArrayDeque<String> lines = new ArrayDeque<>();

  Diary(String title, InstantSource clock) {
    this.title = title;
    this.clock = clock;
  }

  synchronized void note(String what) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    Instant now = clock.instant();
    lines.addLast("%s  %s".formatted(now, what));
  }

  @Override
  public synchronized String toString() {
    return "%s, %s%n%s%n".formatted(title, clock.instant(), String.join("\n", lines));
  }
}
