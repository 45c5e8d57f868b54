package io.xendisk.cli;

import io.xendisk.config.HistorySettings;
import io.xendisk.config.PasswordSource;
import io.xendisk.config.PoolSettings;
import io.xendisk.config.ServiceSettings;
import io.xendisk.operation.Surroundings;
import io.xendisk.operation.Tellers;
import io.xendisk.port.Journal;
import io.xendisk.port.PrivateFile;
import io.xendisk.port.Spool;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a service is to serve, as the command line and the configuration have it. Immutable.
 *
 * @param tokens who may use it
 * @param operations what was asked of it
 * @param history where it is kept what has happened, by its own files
 * @param secrets finds a password when it is needed; throws Failure
 */
public record Serving(
    ServiceSettings settings,
    PrivateFile tokens,
    Journal operations,
    HistoryFiles history,
    Function<PasswordSource, String> secrets,
    List<Served> pools) {
  public Serving {
    pools = List.copyOf(pools);
  }

  /**
   * Where the history is.
   *
   * @param sqlite the file of SQLite, where the settings name no other database
   * @param spool what commands have left for it
   */
  public record HistoryFiles(HistorySettings settings, Path sqlite, Spool spool) {}

  /**
   * One pool.
   *
   * @param password finds it anew at each login, so that it may be changed; throws Failure
   * @param tellers who tells people of what happens there
   */
  public record Served(
      String name,
      PoolSettings settings,
      Supplier<String> password,
      Function<Surroundings, Tellers> tellers) {}
}
