package io.xendisk;

import io.xendisk.cli.CommandRunner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The command's entry point: runs one command line, and cleans up when it is ended by a signal. */
public final class Main {
  private static final Duration TO_CLEAN_UP = Duration.ofSeconds(40);

  private static final AtomicBoolean SIGNALLED = new AtomicBoolean();

  private Main() {}

  /** Runs a command line and exits with its code; a signal ends with 130 or 143. */
  public static void main(String[] args) throws InterruptedException {
    int code = run(args);
    System.out.flush();
    System.err.flush();
    if (SIGNALLED.get()) {
      System.exit(code); // waits for the end that the signal brings
    }
    // Before System.exit ends it looks into every jar for a logger to tell it to.
    Runtime.getRuntime().halt(code);
  }

  /** The exit code of a command line. */
  static int run(String... words) throws InterruptedException {
    if (words.length == 1 && words[0].equals("--version")) {
      // Scripts ask for it at every turn, and nothing has to be read or reached for the answer.
      System.out.println(CommandRunner.version(Version.ofThis()));
      return 0;
    }
    // A command logs nothing; SLF4J, which MINA asks for, would say on stderr that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    // No option is a database connection, and picocli would load all that these need.
    System.setProperty("picocli.converters.excludes", "java\\.sql\\..*");
    // It would look into every jar for Groovy.
    System.setProperty("picocli.disable.closures", "true");
    var code = new AtomicInteger(1);
    // No virtual thread: what wakes these from a socket keeps the JVM from its end for 300 ms.
    var worker =
        Thread.ofPlatform()
            .name("command")
            .unstarted(
                () -> code.set(new CommandRunner(Wiring.world(), Version.ofThis()).run(words)));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker), "clean-up"));
    worker.start();
    worker.join();
    return code.get();
  }

  /** Runs at every end of the JVM; it has something to do only at one that came from outside. */
  private static void stop(Thread worker) {
    if (worker.isAlive()) {
      SIGNALLED.set(true);
      worker.interrupt();
      try {
        worker.join(TO_CLEAN_UP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
