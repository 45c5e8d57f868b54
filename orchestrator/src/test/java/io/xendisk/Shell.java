package io.xendisk;

import io.xendisk.cli.CommandRunner;
import io.xendisk.fixtures.SimulatedPool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Runs xendisk's commands in this process, as a person would type them. Thread-safe. */
public final class Shell {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;

  private Shell(Map<String, String> environment) {
    this.environment = environment;
  }

  /** One whose commands mean this pool. */
  public static Shell on(SimulatedPool pool) {
    NoReadUnderAGuest.watch(pool);
    return on(pool.url().toString(), pool.user(), pool.password());
  }

  public static Shell on(String url, String user, String password) {
    var environment = new HashMap<String, String>();
    environment.put("XENDISK_URL", url);
    environment.put("XENDISK_USER", user);
    environment.put("XENDISK_PASSWORD", password);
    return new Shell(environment);
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
      exit = new CommandRunner(world, "of a test").run(words);
    }
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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
