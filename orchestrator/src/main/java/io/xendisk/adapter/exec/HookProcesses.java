package io.xendisk.adapter.exec;

import io.xendisk.domain.hook.HookCall;
import io.xendisk.domain.hook.HookEnvironment;
import io.xendisk.domain.hook.HookReport;
import io.xendisk.port.GuestHooks;
import io.xendisk.port.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs hooks as processes of this machine. Guarantee: when {@link #run} returns, by whatever way,
 * the process has ended or was ended with all children that it had then; a child that it left
 * behind on purpose, as an ssh master is, is not waited for. Thread-safe.
 */
public final class HookProcesses implements GuestHooks {
  private static final int OUTPUT = 8 * 1024;

  /** For what was said last to come through the pipe. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** What is asked to end has so long for it, and is ended then. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final Ticker ticker;

  /** {@code environment} is xendisk's own; what hooks get of it is chosen for each. */
  public HookProcesses(Map<String, String> environment, Ticker ticker) {
    this.environment = Map.copyOf(environment);
    this.ticker = ticker;
  }

  @Override
  public HookReport run(HookCall call, Duration atMost) throws InterruptedException {
    long start = ticker.nanos();
    var builder = new ProcessBuilder(call.hook().command()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(HookEnvironment.of(environment, call));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return report(call, start, null, "", "it could not be started: " + e.getMessage());
    }
    var tail = new OutputTail(OUTPUT);
    var stdout = process.getInputStream();
    var reader =
        Thread.ofPlatform().daemon().name("hook output").start(() -> tail.readFrom(stdout));
    try {
      tell(process, HookDocument.of(call));
      if (!process.waitFor(atMost)) {
        end(process);
        reader.join(LAST_WORDS);
        return report(call, start, null, tail.text(), words(atMost));
      }
      reader.join(LAST_WORDS);
      return report(call, start, process.exitValue(), tail.text(), null);
    } finally {
      if (process.isAlive()) {
        end(process);
      }
    }
  }

  private static String words(Duration atMost) {
    return "it had not ended after %d s, and was ended".formatted(atMost.toSeconds());
  }

  private HookReport report(
      HookCall call, long start, @Nullable Integer exit, String output, @Nullable String trouble) {
    return new HookReport(call.hook(), exit, ticker.since(start), output, trouble);
  }

  /** A hook need not read what it is told; it is shorter than what a pipe takes at once. */
  private static void tell(Process process, String document) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(document.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended already, or closed its stdin.
    }
  }

  /** Children first asked, then ended; an interrupt has been heard already and changes nothing. */
  private static void end(Process process) {
    boolean interrupted = Thread.interrupted();
    // Taken before anything ends: a child whose parent has ended is nobody's descendant any more.
    var all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    try {
      all.forEach(ProcessHandle::destroy);
      var ends = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(ends).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      interrupted = true;
      all.forEach(ProcessHandle::destroyForcibly);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
