package io.xendisk.adapter.history;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of PostgreSQL at a free port of this machine, which can be stopped and started again.
 */
public final class Postgres implements AutoCloseable {
  private static final Duration TO_START_OR_STOP = Duration.ofMinutes(1);
  private static final String LOG = "again.log";

  private final Path data;
  private final EmbeddedPostgres server;

  private Postgres(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  public static Postgres start() throws IOException {
    var data = Files.createTempDirectory("xendisk-postgres");
    return new Postgres(
        data,
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("fsync", "off")
            .setPGStartupWait(TO_START_OR_STOP)
            .start());
  }

  /** Its database, as the configuration names it. */
  public String url() {
    return "postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
  }

  public String user() {
    return "postgres";
  }

  public void stop() throws IOException, InterruptedException {
    control("stop", "-m", "fast");
  }

  /** At the same port, with the same data. */
  public void again() throws IOException, InterruptedException {
    awaitPort(server.getPort());
    control("start", "-l", data.resolve(LOG).toString(), "-o", "-p " + server.getPort());
  }

  /** Meanwhile the system may have lent the port to a connection of another test's. */
  private static void awaitPort(int port) {
    await().atMost(TO_START_OR_STOP).until(() -> isFree(port));
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void control(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      // Root is no user that it starts for; in a namespace of its own nobody is root.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program().toString(), "-w", "-D", data.toString()));
    command.addAll(List.of(words));
    var said = data.resolveSibling(data.getFileName() + ".log").toFile();
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said))
            .redirectInput(new File("/dev/null"))
            .start();
    if (!process.waitFor(TO_START_OR_STOP) || process.exitValue() != 0) {
      var log = data.resolve(LOG);
      throw new IOException(
          Files.readString(said.toPath()) + (Files.exists(log) ? Files.readString(log) : ""));
    }
  }

  /** Where the server's own programs were unpacked. */
  private static Path program() throws IOException {
    var unpacked = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    try (var files = Files.walk(unpacked, 3)) {
      return files.filter(file -> file.endsWith("bin/pg_ctl")).findFirst().orElseThrow();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
