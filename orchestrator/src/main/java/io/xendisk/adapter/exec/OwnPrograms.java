package io.xendisk.adapter.exec;

import io.xendisk.port.Programs;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Programs as processes of this machine. A child that one leaves behind, as an ssh master is, may
 * hold its pipes for ever: the threads at them are daemons, and are waited for a moment only.
 * Thread-safe: holds no state of its own.
 */
public final class OwnPrograms implements Programs {
  private static final int OUTPUT = 8 * 1024;

  /** For what was said last to come through the pipe. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** What is asked to end has so long for it, and is ended then. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  @Override
  public End run(Program program, Duration atMost) throws InterruptedException {
    Process process;
    try {
      process = started(program);
    } catch (IOException e) {
      return new End.NotStarted(String.valueOf(e.getMessage()));
    }
    try {
      var tail = new OutputTail(OUTPUT);
      var reader = beside("program output", () -> listen(process, program.heard(), tail));
      // It may be told more than a pipe takes at once, and need not read it.
      beside("program input", () -> tell(process, program.told()));
      boolean inTime = process.waitFor(atMost);
      if (!inTime) {
        end(process);
      }
      reader.join(LAST_WORDS);
      return inTime
          ? new End.Ended(process.exitValue(), tail.text())
          : new End.TooLate(tail.text());
    } finally {
      if (process.isAlive()) {
        end(process);
      }
    }
  }

  private static Process started(Program program) throws IOException {
    var builder = new ProcessBuilder(program.words());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    return switch (program.heard()) {
      case ALL -> builder.redirectErrorStream(true).start();
      case COMPLAINTS -> builder.redirectOutput(Redirect.DISCARD).start();
    };
  }

  private static Thread beside(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  private static void listen(Process process, Heard heard, OutputTail tail) {
    tail.readFrom(
        switch (heard) {
          case ALL -> process.getInputStream();
          case COMPLAINTS -> process.getErrorStream();
        });
  }

  private static void tell(Process process, String text) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended already, or closed its stdin: its end tells what there is to tell.
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
