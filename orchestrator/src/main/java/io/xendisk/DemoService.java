package io.xendisk;

import io.xendisk.cli.CommandRunner;
import io.xendisk.cli.World;
import io.xendisk.config.ListenAddress;
import io.xendisk.fixtures.SimulatedPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The service on a simulated pool in this very process, with a story to click through. It begins
 * with three disks that take turns, one of which is off site and due. Confined to one thread.
 */
final class DemoService {
  private static final Map<String, Object> OFF_SITE =
      Map.of(
          "device", "sde",
          "bay", "5:0:0:0",
          "model", "WDC WD20EARS-00M",
          "serial", "WD-WMAZA1000003",
          "filesystem", Map.of("type", "ext3", "label", "BACKUP-03", "usedPercent", 57));

  private final World world;
  private final ListenAddress listen;

  DemoService(World world, ListenAddress listen) {
    this.world = world;
    this.listen = listen;
  }

  /** Serves until this thread is interrupted; the exit code. */
  int serve() {
    try (var pool = SimulatedPool.start("nas");
        var directory = OwnDirectory.make()) {
      var environment = new HashMap<>(world.environment());
      environment.keySet().removeIf(name -> name.startsWith("XENDISK_"));
      environment.put("XENDISK_PASSWORD", pool.password());
      environment.put("XDG_STATE_HOME", directory.path().toString());
      var here = world.with(environment, world.out(), world.err());
      var config = directory.path().resolve("config.yaml");
      Files.writeString(config, configuration(pool));
      prepare(pool, here, config);
      var token =
          quietly(
              here,
              "token",
              "create",
              "--role",
              "supervisor",
              "--name",
              "you",
              "--config",
              config.toString());
      var out = new PrintStream(new Ready(pool, token.strip()), true, StandardCharsets.UTF_8);
      return run(here, out, "serve", "--config", config.toString(), "--listen", listen.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The set's VM is halted, so that nobody but the person who clicks moves a disk. */
  private static String configuration(SimulatedPool pool) {
    return """
    pools:
      demo:
        url: %s
        user: %s
        password: {env: XENDISK_PASSWORD}
        rotations:
          offsite:
            vm: nas02
            disks: [BACKUP-03, BACKUP-01]
            bays: [xs1/2:0:0:0, xs1/5:0:0:0]
            turn: round-robin
            swap: {every: week, on: friday, at: "18:00"}
    """
        .formatted(pool.url(), pool.user());
  }

  /** The disks are enrolled, and one of them is carried away. */
  private static void prepare(SimulatedPool pool, World here, Path config) {
    pool.rack().push("xs1", OFF_SITE);
    for (var disk : new String[] {"BACKUP-01", "BACKUP-03"}) {
      quietly(here, "disk", "enrol", disk, "--config", config.toString());
    }
    pool.rack().pull("xs1", "sde");
  }

  private static String quietly(World here, String... words) {
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int exit = run(here, out, words);
    if (exit != 0) {
      throw new IllegalStateException(
          "the demo cannot be set up: " + said.toString(StandardCharsets.UTF_8));
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private static int run(World here, PrintStream out, String... words) {
    return new CommandRunner(here.with(here.environment(), out, here.err()), "demo").run(words);
  }

  /** Turns the service's line that it is ready into what a person may do next. */
  private final class Ready extends OutputStream {
    private final SimulatedPool pool;
    private final String token;
    private final StringBuilder line = new StringBuilder();

    Ready(SimulatedPool pool, String token) {
      this.pool = pool;
      this.token = token;
    }

    @Override
    public void write(int letter) {
      if (letter != '\n') {
        line.append((char) letter);
        return;
      }
      var url = line.toString().replaceFirst(".*?\"url\":\"([^\"]*)\".*", "$1");
      line.setLength(0);
      world.out().println(story(url));
      world.out().flush();
    }

    private String story(String url) {
      return """
      A pool that does not exist: hosts xs1 and xs2, NAS VMs nas01 and nas02. Open

        %1$s/

      and log in with the token %3$s (it ends with this demo).

      1. On the card of BACKUP-02 choose Attach, nas01, and read what would be done. Attach it.
      2. Its guest mounts it:
         curl -X POST %2$s/_sim/guests/nas01/mount -d '{"device":"xvdb"}'
         Release it, with ten seconds for its guest: refused, and you are told why.
      3. Its guest unmounts it:
         curl -X POST %2$s/_sim/guests/nas01/umount -d '{"device":"xvdb"}'
         Release it again: SAFE TO PULL.
      4. Pull it, as your hand would, and see its bay:
         curl -X DELETE %2$s/_sim/hosts/xs1/disks/sdc

      Ctrl-C ends it.\
      """
          .formatted(url, pool.url(), token);
    }
  }
}
