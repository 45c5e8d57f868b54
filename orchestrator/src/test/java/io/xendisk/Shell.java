package io.xendisk;

import io.xendisk.adapter.xenapi.XenApiPool;
import io.xendisk.cli.CommandRunner;
import io.xendisk.cli.World;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.port.Ticker;
import io.xendisk.port.Workstation;
import io.xendisk.testing.WatchedPools;
import io.xendisk.xenapi.ClientOptions;
import io.xendisk.xenapi.Secret;
import io.xendisk.xenapi.XenApi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Runs xendisk's commands in this process, as a person would type them. Thread-safe. */
public final class Shell {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;
  private final UnaryOperator<World> change;

  private Shell(Map<String, String> environment, UnaryOperator<World> change) {
    this.environment = environment;
    this.change = change;
  }

  /** The same at another workstation, whose time is turned and whose calls may be held. */
  public Shell at(Workstation workstation, Ticker ticker, HeldCall held) {
    return new Shell(environment, world -> held(held, world.at(workstation, ticker)));
  }

  /** The same, whose next call of one method may be held. */
  public Shell held(HeldCall held) {
    return new Shell(environment, world -> held(held, world));
  }

  private static World held(HeldCall held, World world) {
    return world.with(
        (settings, password, timings) ->
            held.on(world.connection().open(settings, password, timings)));
  }

  /** The same with less patience for each call to the pool. */
  Shell impatient(Duration callDeadline) {
    return new Shell(
        environment,
        world ->
            world.with(
                (settings, password, _) ->
                    new XenApiPool(
                        XenApi.login(
                            ClientOptions.of(settings.url(), settings.user(), new Secret(password))
                                .originator("impatient")
                                .callDeadline(callDeadline)
                                .build()),
                        world.ticker())));
  }

  /** One whose commands mean this pool. */
  public static Shell on(SimulatedPool pool) {
    WatchedPools.ofThisTest().watch(pool);
    return on(pool.url().toString(), pool.user(), pool.password());
  }

  public static Shell on(String url, String user, String password) {
    var environment = new HashMap<String, String>();
    environment.put("XENDISK_URL", url);
    environment.put("XENDISK_USER", user);
    environment.put("XENDISK_PASSWORD", password);
    // What a command leaves on its workstation is not for the one that the tests run on.
    environment.put("XDG_STATE_HOME", Path.of("target", "state").toAbsolutePath().toString());
    return new Shell(environment, world -> world);
  }

  /** The same with one more variable in the environment. */
  public Shell with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Shell(more, change);
  }

  /** What a process has to find in its environment to do the same. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** What a command left behind. */
  public record Ran(int exit, String out, String err) {
    /** Its answer, where it was asked for JSON. */
    public JsonNode json() {
      return JSON.readTree(out);
    }
  }

  /** Runs a command to its end. */
  public Ran run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit;
    try (var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      var world = Wiring.world().with(environment, outStream, errStream);
      exit = new CommandRunner(change.apply(world), "of a test").run(words);
    }
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs a command that goes on, and prints as it does; its exit code. */
  int run(PrintStream out, String... words) {
    var world = Wiring.world().with(environment, out, out);
    return new CommandRunner(change.apply(world), "of a test").run(words);
  }

  /** Runs a command on a thread of its own. */
  public CompletableFuture<Ran> start(String... words) {
    var ran = new CompletableFuture<Ran>();
    Thread.startVirtualThread(
        () -> {
          try {
            ran.complete(run(words));
          } catch (RuntimeException | Error e) {
            ran.completeExceptionally(e);
          }
        });
    return ran;
  }
}
