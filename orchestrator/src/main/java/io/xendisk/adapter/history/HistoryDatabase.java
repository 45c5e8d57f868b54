package io.xendisk.adapter.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.xendisk.port.History;
import io.xendisk.port.History.Unavailable;
import io.xendisk.port.Shares;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Opens the database that the history is in, and brings it to what this release needs. The same
 * statements do for both kinds. Stateless.
 */
public final class HistoryDatabase {
  private static final String MIGRATIONS = "classpath:io/xendisk/adapter/history";
  private static final int CONNECTIONS = 4;

  /** Somebody waits for a page meanwhile. */
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private HistoryDatabase() {}

  /** Where PostgreSQL is, and as whom; the password is found anew each time it is opened. */
  public record Server(String url, @Nullable String user, @Nullable Supplier<String> password) {}

  /** A file of SQLite, which is made with mode 0600 where it is not there. */
  public static History sqlite(Path file) {
    return sqlite(file, null);
  }

  /** The same where each connection says something first. */
  static History sqlite(Path file, @Nullable String first) {
    var path = file.toAbsolutePath();
    var settings = settings("jdbc:sqlite:" + path);
    // One that a service and a person with sqlite3 read while it is written, and that a crash of
    // this process leaves whole.
    settings.addDataSourceProperty("journal_mode", "WAL");
    settings.addDataSourceProperty("synchronous", "NORMAL");
    settings.addDataSourceProperty("busy_timeout", TO_CONNECT.toMillis());
    settings.setConnectionInitSql(first);
    try {
      make(path);
    } catch (IOException e) {
      throw new Unavailable("%s cannot be made: %s".formatted(path, e), e);
    }
    return opened(settings, new SqlHistory.Place(path.toString(), path));
  }

  private static void make(Path file) throws IOException {
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // It is there already, with the rights that it was given.
    }
  }

  /** A database of PostgreSQL, which several services may share. */
  public static History postgres(Server server) {
    return opened(settings(server), place(server));
  }

  /** How services that share one agree on who keeps which pool. */
  public static Shares shares(Server server) {
    var settings = settings(server);
    settings.setPoolName("shares");
    // Whoever waits for a word longer than others wait for his is taken for dead.
    settings.addDataSourceProperty("socketTimeout", TO_CONNECT.toSeconds());
    var source = migrated(settings, place(server));
    return new SqlShares(source, place(server));
  }

  private static SqlHistory.Place place(Server server) {
    return new SqlHistory.Place(server.url(), null);
  }

  private static HikariConfig settings(Server server) {
    var settings = settings("jdbc:" + server.url());
    settings.setUsername(server.user());
    settings.addDataSourceProperty("ApplicationName", "xendisk");
    settings.addDataSourceProperty("connectTimeout", TO_CONNECT.toSeconds());
    // A server that went without a word must not keep anybody waiting for hours.
    settings.addDataSourceProperty("socketTimeout", 4 * TO_CONNECT.toSeconds());
    settings.addDataSourceProperty("tcpKeepAlive", true);
    if (server.password() != null) {
      settings.setPassword(server.password().get());
    }
    return settings;
  }

  private static HikariConfig settings(String url) {
    var settings = new HikariConfig();
    settings.setPoolName("history");
    settings.setJdbcUrl(url);
    settings.setMaximumPoolSize(CONNECTIONS);
    settings.setMinimumIdle(1);
    settings.setConnectionTimeout(TO_CONNECT.toMillis());
    settings.setValidationTimeout(TO_CONNECT.toMillis() / 2);
    // The pool itself is made at once; what is wrong with the database is told by the migration.
    settings.setInitializationFailTimeout(-1);
    return settings;
  }

  private static History opened(HikariConfig settings, SqlHistory.Place place) {
    return new SqlHistory(migrated(settings, place), place);
  }

  private static HikariDataSource migrated(HikariConfig settings, SqlHistory.Place place) {
    var source = new HikariDataSource(settings);
    try {
      Flyway.configure().dataSource(source).locations(MIGRATIONS).load().migrate();
      return source;
    } catch (RuntimeException e) {
      source.close();
      throw new Unavailable(SqlHistory.why(place, e), e);
    }
  }
}
