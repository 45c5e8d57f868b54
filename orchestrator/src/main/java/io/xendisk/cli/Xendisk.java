package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.config.Config;
import io.xendisk.config.ConfigException;
import io.xendisk.config.DeclarationFile;
import io.xendisk.config.PoolSettings;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.operation.Operations;
import io.xendisk.operation.Surroundings;
import io.xendisk.operation.Tellers;
import io.xendisk.port.Deadline;
import io.xendisk.port.Progress;
import io.xendisk.xenapi.PoolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command without a sub-command, and what all of them share: a pool, and one way to print. */
final class Xendisk implements Runnable {
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  /** What a command that minds its own deadline may take beyond it, to clean up. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(45);

  private static final Duration FOR_EVER = Duration.ofDays(36500);

  final CommandSpec spec;
  final GlobalOptions options = new GlobalOptions();

  private final World world;
  private final Output output;

  Xendisk(World world) {
    this.world = world;
    this.output = new Output(world.out(), world.err());
    this.spec =
        PlainSpec.command(
            "xendisk",
            this,
            "Moves physical disks into and out of running VMs on XenServer, XCP and XCP-ng, without"
                + " putting the data on them at risk.");
    spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    options.addTo(spec);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do.");
  }

  /** What a command does with a pool; the calls are counted when the session is over. */
  @FunctionalInterface
  interface Work {
    LongFunction<Answer> on(Surroundings surroundings) throws InterruptedException;
  }

  /** The service that is to be used instead of a pool; null where none is named. */
  @Nullable Remote remote() {
    var url = options.server == null ? world.environment().get("XENDISK_SERVER") : options.server;
    return url == null || url.isEmpty() ? null : RemoteChoice.of(url, options, world);
  }

  /** What the service answered; of a failure in JSON nothing is said besides. */
  int printRemote(Answer answer) {
    boolean failed = answer.document().containsKey("error") && answer.text().isEmpty();
    boolean document = options.output == Format.JSON || options.output == Format.YAML;
    return print(
        failed && document
            ? new Answer(answer.exit(), answer.document(), List.of(), List.of(), List.of())
            : answer);
  }

  /** Opens the pool that is meant, works on it within the timeout, and prints the answer. */
  int withPool(Work work) {
    return withPool(settings(), timeout(), Duration.ZERO, work);
  }

  /** The same for a pool of which the command needed to know more. */
  int withPool(PoolSettings settings, Work work) {
    return withPool(settings, timeout(), Duration.ZERO, work);
  }

  /** The same for work that ends by itself at its deadline, and may need a while to clean up. */
  int withPoolUntilDone(PoolSettings settings, Duration deadline, Work work) {
    return withPool(settings, deadline, CLEAN_UP, work);
  }

  /** The same for work that goes on until somebody ends it. */
  int withPoolForEver(Work work) {
    return withPool(settings(), watchTime(), CLEAN_UP, work);
  }

  private int withPool(PoolSettings settings, Duration deadline, Duration cleanUp, Work work) {
    if (settings.reach().isReadableOnTheWay()) {
      world
          .err()
          .println(
              "warning: without https:// the password for %s can be read by anybody on the way"
                  .formatted(settings.url()));
    }
    var password =
        new Credentials(world.environment(), options.noInput ? null : world.prompt())
            .password(settings.password(), settings.user(), settings.url().toString());
    var history =
        new LeftForHistory(world, spec.commandLine().getParseResult(), settings.url().getHost());
    try {
      var answer = workedIn(deadline, cleanUp, settings, password, work);
      int exit = print(answer);
      history.ended(answer);
      return exit;
    } catch (Failure e) {
      history.failed(e);
      throw e;
    }
  }

  private Answer workedIn(
      Duration deadline, Duration cleanUp, PoolSettings settings, String password, Work work) {
    var atMost = deadline.plus(cleanUp);
    var inTime = Deadline.in(deadline, world.ticker());
    try (var limit = TimeLimit.onThisThread(atMost)) {
      try {
        return worked(settings, password, work);
      } catch (PoolException e) {
        if (limit.isOver()) {
          throw timedOut(atMost);
        }
        // Not that nobody is there: there was no time left for the next call.
        throw e instanceof PoolException.NotSent late
                && late.reason() == PoolException.NotSent.Reason.TIMED_OUT
                && inTime.isOver()
            ? timedOut(deadline)
            : Failures.of(e);
      } catch (InterruptedException e) {
        throw limit.isOver() ? timedOut(atMost) : Failures.interrupted();
      }
    }
  }

  private Answer worked(PoolSettings settings, String password, Work work)
      throws InterruptedException {
    LongFunction<Answer> answer;
    var pool = world.connection().open(settings, password);
    try (pool) {
      answer = work.on(world.surroundings(pool, progress(), settings));
    }
    return answer.apply(pool.calls());
  }

  /** The operations on a pool, by what the configuration knows of it. */
  Operations operations(Surroundings surroundings, PoolSettings settings) {
    return world.operations(surroundings, settings);
  }

  /** What a file declares. */
  List<Declaration> declarations(Path file) {
    try {
      return DeclarationFile.read(file);
    } catch (ConfigException e) {
      throw PoolChoice.usage(
          String.valueOf(e.getMessage()), "Mend the file; docs/service.md shows one.");
    }
  }

  /** Who tells people, by the configuration: for whoever has a pool open. */
  Tellers tellers(Surroundings surroundings) {
    return people().tellers(surroundings.messages(), settings().url().getHost());
  }

  People people() {
    return new People(config().notices(), world);
  }

  Config config() {
    return new PoolChoice(options, world).config();
  }

  PoolSettings settings() {
    if (options.server != null) {
      throw PoolChoice.usage(
          "this does not go by way of a service",
          "Say --url or --pool in place of --server; docs/service-api.md names what goes by way of"
              + " a service.");
    }
    return new PoolChoice(options, world).pool();
  }

  /** The files that this pool is reached with. */
  OwnFiles ownFiles(PoolSettings settings) {
    return new PoolChoice(options, world).files(settings);
  }

  /** Both bound a wait, and the earlier one ends it. */
  Duration shorterOfTimeoutAnd(@Nullable Duration deadline) {
    return deadline == null || timeout().compareTo(deadline) < 0 ? timeout() : deadline;
  }

  private Duration timeout() {
    return options.timeout == null ? TIMEOUT : options.timeout;
  }

  Duration watchTime() {
    return options.timeout == null ? FOR_EVER : options.timeout;
  }

  int print(Answer answer) {
    if (!answer.isSilent()) {
      output.print(options.output, answer);
    }
    return answer.exit().code();
  }

  int printFailure(Failure failure) {
    output.printFailure(options.output, failure);
    return failure.explanation().exit().code();
  }

  World world() {
    return world;
  }

  private Progress progress() {
    return world.interactive() ? what -> world.err().println("… " + what) : _ -> {};
  }

  private static Failure timedOut(Duration atMost) {
    return new Failure(
        new Explanation(
            "timeout",
            Exit.PENDING,
            "the command was not done within %d s".formatted(atMost.toSeconds()),
            "Run it again, with a longer --timeout if the pool is slow."));
  }
}
