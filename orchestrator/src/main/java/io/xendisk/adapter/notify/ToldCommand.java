package io.xendisk.adapter.notify;

import io.xendisk.domain.tell.Message;
import io.xendisk.port.Delivery;
import io.xendisk.port.Notifier;
import io.xendisk.port.Programs;
import io.xendisk.port.Programs.End;
import io.xendisk.port.Programs.Heard;
import io.xendisk.port.Programs.Program;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs a command with the news as JSON at its standard input. It sees a bare environment, without
 * what xendisk itself was told there. Thread-safe: holds no state of its own.
 */
public final class ToldCommand implements Notifier {
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ");
  private static final int LONGEST_COMPLAINT = 200;

  private final List<String> words;
  private final Duration timeout;
  private final Map<String, String> environment;
  private final Programs programs;
  private final InstantSource clock;

  /** {@code own} is xendisk's environment; what the command gets of it is chosen here. */
  public ToldCommand(
      List<String> words,
      Duration timeout,
      Map<String, String> own,
      Programs programs,
      InstantSource clock) {
    this.words = List.copyOf(words);
    this.timeout = timeout;
    this.environment = new TreeMap<>(own);
    this.environment.keySet().retainAll(PASSED_ON);
    this.programs = programs;
    this.clock = clock;
  }

  @Override
  public Delivery deliver(Message message, Duration atMost) throws InterruptedException {
    var limit = timeout.compareTo(atMost) < 0 ? timeout : atMost;
    var json = NewsJson.of(message, clock.instant()) + "\n";
    return switch (programs.run(new Program(words, environment, json, Heard.COMPLAINTS), limit)) {
      case End.Ended(int code, _) when code == 0 -> new Delivery.Done();
      case End.Ended(int code, var said) ->
          failed("ended with %d%s".formatted(code, complaint(said)));
      case End.TooLate _ ->
          failed("was ended, because it was not done within %d s".formatted(limit.toSeconds()));
      case End.NotStarted(var why) -> failed("could not be run: " + why);
    };
  }

  private Delivery failed(String why) {
    return new Delivery.Failed(words.getFirst() + " " + why);
  }

  /** The last line that it said, which mostly tells why. */
  private static String complaint(String said) {
    var last = said.lines().reduce("", (_, line) -> line).replaceAll("\\p{Cntrl}", " ").strip();
    return last.isEmpty()
        ? ""
        : ": " + last.substring(0, Math.min(last.length(), LONGEST_COMPLAINT));
  }
}
