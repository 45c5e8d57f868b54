package io.xendisk.port;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs programs that are told something, and of which we want to hear. Thread-safe. */
@FunctionalInterface
public interface Programs {
  /**
   * Runs one to its end. When this returns, by whatever way, it has ended, or was ended with all
   * children that it had then; one that it left behind on purpose is not waited for.
   */
  End run(Program program, Duration atMost) throws InterruptedException;

  /** What of a program is heard. */
  enum Heard {
    ALL,
    /** What it says on stderr; the rest is thrown away. */
    COMPLAINTS
  }

  /**
   * What is run, by its words and no shell.
   *
   * @param environment all that it gets of one
   * @param told what it finds on its stdin
   */
  record Program(List<String> words, Map<String, String> environment, String told, Heard heard) {
    public Program {
      words = List.copyOf(words);
      environment = Map.copyOf(environment);
    }
  }

  /** How it ended; {@code said} is the end of what it said. */
  sealed interface End {
    record Ended(int code, String said) implements End {}

    /** It was not done in time, and was ended. */
    record TooLate(String said) implements End {}

    record NotStarted(String why) implements End {}
  }
}
