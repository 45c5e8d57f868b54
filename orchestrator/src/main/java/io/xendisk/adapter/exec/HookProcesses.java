package io.xendisk.adapter.exec;

import io.xendisk.domain.hook.HookCall;
import io.xendisk.domain.hook.HookEnvironment;
import io.xendisk.domain.hook.HookReport;
import io.xendisk.port.GuestHooks;
import io.xendisk.port.Programs;
import io.xendisk.port.Programs.End;
import io.xendisk.port.Programs.Heard;
import io.xendisk.port.Programs.Program;
import io.xendisk.port.Ticker;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs hooks as programs of this machine. Thread-safe. */
public final class HookProcesses implements GuestHooks {
  private final Map<String, String> environment;
  private final Ticker ticker;
  private final Programs programs = new OwnPrograms();

  /** {@code environment} is xendisk's own; what hooks get of it is chosen for each. */
  public HookProcesses(Map<String, String> environment, Ticker ticker) {
    this.environment = Map.copyOf(environment);
    this.ticker = ticker;
  }

  @Override
  public HookReport run(HookCall call, Duration atMost) throws InterruptedException {
    long start = ticker.nanos();
    var program =
        new Program(
            call.hook().command(),
            HookEnvironment.of(environment, call),
            HookDocument.of(call),
            Heard.ALL);
    return switch (programs.run(program, atMost)) {
      case End.Ended(var code, var said) -> report(call, start, code, said, null);
      case End.TooLate(var said) -> report(call, start, null, said, words(atMost));
      case End.NotStarted(var why) ->
          report(call, start, null, "", "it could not be started: " + why);
    };
  }

  private static String words(Duration atMost) {
    return "it had not ended after %d s, and was ended".formatted(atMost.toSeconds());
  }

  private HookReport report(
      HookCall call, long start, @Nullable Integer exit, String output, @Nullable String trouble) {
    return new HookReport(call.hook(), exit, ticker.since(start), output, trouble);
  }
}
