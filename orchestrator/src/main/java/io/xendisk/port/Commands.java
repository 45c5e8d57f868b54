package io.xendisk.port;

import java.util.List;

/** Runs other people's commands, with our own streams. Thread-safe. */
@FunctionalInterface
public interface Commands {
  /** Runs one to its end; an interrupt ends it, with its children. */
  End run(List<String> words) throws InterruptedException;

  /** How it ended. */
  sealed interface End {
    /** As a shell tells it: of a command that was killed, 128 and the signal. */
    record Ended(int code) implements End {}

    record NotStarted(String why) implements End {}
  }
}
