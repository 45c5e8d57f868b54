package io.xendisk.cli;

import io.xendisk.config.PoolSettings;
import io.xendisk.port.Pool;
import io.xendisk.port.Timings;
import io.xendisk.port.Workstation;
import io.xendisk.xenapi.PoolException.NotSent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command line without a machine around it: streams in memory, an environment of its own, and no
 * pool anywhere. Commands get as far as the login, which is noted and fails. Confined to one test.
 */
final class Terminal {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Login> logins = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private @Nullable String typed;
  private RuntimeException answer =
      new NotSent(
          "session.login_with_password",
          "xs1.example.org:443",
          NotSent.Reason.UNREACHABLE,
          "connection refused",
          null);

  private Terminal(Path home) {
    this.home = home;
  }

  /** What a command would have logged in with. */
  record Login(PoolSettings pool, String password) {}

  /** What a command left behind. */
  record Ran(int exit, String out, String err) {
    /** The one document on stdout. */
    JsonNode json() {
      return JSON.readTree(out);
    }

    JsonNode error() {
      return json().get("error");
    }
  }

  static Terminal in(Path home) {
    return new Terminal(home);
  }

  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Somebody sits there and types this when asked. */
  Terminal where(String newTyped) {
    typed = newTyped;
    return this;
  }

  /** The login ends so. */
  Terminal whereThePool(RuntimeException answers) {
    answer = answers;
    return this;
  }

  Ran run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit;
    try (var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      exit = new CommandRunner(world(outStream, errStream), "1.2.3").run(words);
    }
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Login login() {
    return logins.getLast();
  }

  List<Login> logins() {
    return logins;
  }

  List<String> questions() {
    return questions;
  }

  World world(PrintStream out, PrintStream err) {
    return new World(
        out,
        err,
        this::ask,
        false,
        environment,
        home,
        new Workstation(
            "operator@backup1", null, process -> false, time -> {}, () -> Instant.EPOCH),
        () -> 0,
        new Random(1),
        port -> false,
        (call, _) -> {
          throw new AssertionError("no hook is configured: " + call);
        },
        words -> {
          throw new AssertionError("nobody runs commands here: " + words);
        },
        this::open,
        (login, tokens) -> {
          throw new UnsupportedOperationException("nobody logs in by SSH here");
        },
        new NoOutlets(),
        new NoSimulations(),
        (world, serving) -> 0);
  }

  private @Nullable String ask(String question) {
    questions.add(question);
    return typed;
  }

  private Pool open(PoolSettings settings, String password, Timings timings) {
    logins.add(new Login(settings, password));
    throw Objects.requireNonNull(answer);
  }
}
