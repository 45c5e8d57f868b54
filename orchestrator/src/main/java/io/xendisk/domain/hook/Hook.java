package io.xendisk.domain.hook;

import java.time.Duration;
import java.util.List;

/**
 * A command that is run on this machine, word by word and without a shell. Immutable.
 *
 * @param timeout after which it and its children are ended
 */
public record Hook(HookMoment moment, List<String> command, Duration timeout) {
  public static final Duration TIMEOUT = Duration.ofMinutes(1);

  public Hook {
    command = List.copyOf(command);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException(
          "%s needs a command, such as [ssh, nas01, umount, /srv/backup]".formatted(moment.word()));
    }
    if (command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("no word of a command holds a NUL");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          "the timeout of %s has to be longer than nothing, was %s"
              .formatted(moment.word(), timeout));
    }
  }

  /** The command as a person would type it, for messages only. */
  public String words() {
    return String.join(" ", command);
  }
}
