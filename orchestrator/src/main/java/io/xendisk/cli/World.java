package io.xendisk.cli;

import io.xendisk.config.ListenAddress;
import io.xendisk.config.PoolSettings;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.schedule.Schedules;
import io.xendisk.domain.tell.TellSettings;
import io.xendisk.domain.tell.Templates;
import io.xendisk.operation.Hooks;
import io.xendisk.operation.Operations;
import io.xendisk.operation.PoolKnowledge;
import io.xendisk.operation.Surroundings;
import io.xendisk.port.Commands;
import io.xendisk.port.GuestHooks;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Pool;
import io.xendisk.port.Progress;
import io.xendisk.port.Ticker;
import io.xendisk.port.Workstation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What commands touch besides the pool: streams, environment, clock and chance.
 *
 * @param prompt asks a person for a password
 * @param interactive whether stderr is a terminal, so that progress is worth showing
 * @param home where the user's own configuration is
 * @param outlets how people are told
 */
public record World(
    PrintStream out,
    PrintStream err,
    Prompt prompt,
    boolean interactive,
    Map<String, String> environment,
    Path home,
    Workstation workstation,
    Ticker ticker,
    RandomGenerator random,
    GuestPorts ports,
    GuestHooks hooks,
    Commands commands,
    Connection connection,
    Dom0Access dom0,
    Outlets outlets,
    Demo demo,
    Serve serve) {
  public World {
    environment = Map.copyOf(environment);
  }

  /** What an operation on this pool works with: for commands and the service alike. */
  public Surroundings surroundings(Pool pool, Progress progress, PoolSettings settings) {
    return new Surroundings(pool, workstation, progress, ticker, random)
        .with(new Hooks(settings.hooks(), hooks));
  }

  /** The operations on a pool, by what the configuration knows of it. */
  public Operations operations(Surroundings surroundings, PoolSettings settings) {
    return new Operations(
        surroundings,
        ports,
        new PoolKnowledge(
            settings::bootOf, settings.rotations(), settings.attachments(), Schedules.NONE));
  }

  /** The same world with other variables and streams, and without progress. */
  public World with(Map<String, String> newEnvironment, PrintStream newOut, PrintStream newErr) {
    return new World(
        newOut,
        newErr,
        prompt,
        false,
        newEnvironment,
        home,
        workstation,
        ticker,
        random,
        ports,
        hooks,
        commands,
        connection,
        dom0,
        outlets,
        demo,
        serve);
  }

  /** The same world as seen from another workstation, whose time may be turned. */
  public World at(Workstation newWorkstation, Ticker newTicker) {
    return new World(
        out,
        err,
        prompt,
        interactive,
        environment,
        home,
        newWorkstation,
        newTicker,
        random,
        ports,
        hooks,
        commands,
        connection,
        dom0,
        outlets,
        demo,
        serve);
  }

  /** The same world, whose pools are reached in another way. */
  public World with(Connection newConnection) {
    return new World(
        out,
        err,
        prompt,
        interactive,
        environment,
        home,
        workstation,
        ticker,
        random,
        ports,
        hooks,
        commands,
        newConnection,
        dom0,
        outlets,
        demo,
        serve);
  }

  /** What {@code xendisk serve} does until somebody ends it; the exit code. */
  @FunctionalInterface
  public interface Serve {
    int serve(World world, Serving serving);
  }

  /** What is played on a simulated pool in this very process; its classes are loaded for it. */
  public interface Demo {
    /** The story that {@code xendisk demo} tells; the exit code. */
    int tell(World world);

    /** A service to click through, until somebody ends it; the exit code. */
    int serve(World world, ListenAddress listen);

    /** What the coming weeks of a set are like, and what people would be told by whom. */
    Rehearsed rehearse(World world, RotationSet set, Words words, Duration ahead)
        throws InterruptedException;

    /** Who is told what, in which words. */
    record Words(TellSettings settings, Templates templates) {}
  }

  /** Asks a person for what nobody else may read. */
  @FunctionalInterface
  public interface Prompt {
    /** What was typed; null where there is no terminal to ask at. */
    @Nullable String ask(String question);
  }
}
