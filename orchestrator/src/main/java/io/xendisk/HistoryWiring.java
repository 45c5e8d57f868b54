package io.xendisk;

import io.xendisk.adapter.history.HistoryDatabase;
import io.xendisk.cli.Serving;
import io.xendisk.cli.World;
import io.xendisk.config.DatabaseSource;
import io.xendisk.config.PasswordSource;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.port.History;
import io.xendisk.port.HistoryWriter;
import io.xendisk.service.Keeping;
import io.xendisk.service.Machine;
import io.xendisk.service.Sharing;
import io.xendisk.service.history.Chronicle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together how a service keeps its history. Immutable. */
final class HistoryWiring {
  private final Serving serving;
  private final String us;

  HistoryWiring(Serving serving, World world) {
    this.serving = serving;
    var owner = world.workstation().owner();
    // Two services of one user and machine, in two containers perhaps, are two.
    this.us = isShared() ? "%s#%04x".formatted(owner, world.random().nextInt(0x10000)) : owner;
  }

  Chronicle.Plan plan() {
    var files = serving.history();
    return new Chronicle.Plan(
        this::open, files.spool(), files.settings().keep(), us, this::byOurName);
  }

  private boolean isShared() {
    return serving.history().settings().database() instanceof DatabaseSource.Postgres;
  }

  /** Which pools this service keeps. */
  Keeping keeping(HistoryWriter history, Machine machine) throws InterruptedException {
    return serving.history().settings().database() instanceof DatabaseSource.Postgres database
        ? Sharing.start(
            new Sharing.Plan(
                () -> HistoryDatabase.shares(server(database)),
                us,
                serving.pools().stream().map(Serving.Served::name).toList(),
                history),
            machine)
        : Keeping.ALL;
  }

  private History open() {
    var files = serving.history();
    return switch (files.settings().database()) {
      case DatabaseSource.Sqlite _ -> HistoryDatabase.sqlite(files.sqlite());
      case DatabaseSource.Postgres database -> HistoryDatabase.postgres(server(database));
    };
  }

  private HistoryDatabase.Server server(DatabaseSource.Postgres database) {
    return new HistoryDatabase.Server(database.url(), database.user(), secret(database.password()));
  }

  private @Nullable Supplier<String> secret(@Nullable PasswordSource source) {
    return source == null ? null : () -> serving.secrets().apply(source);
  }

  /** A command that was given a URL calls a pool by its host. */
  private HistoryEntry byOurName(HistoryEntry entry) {
    var pool = entry.what().pool();
    return serving.pools().stream()
        .filter(
            served ->
                served.settings().reach().urls().stream()
                    .anyMatch(url -> pool.equals(url.getHost())))
        .findFirst()
        .filter(_ -> serving.pools().stream().noneMatch(served -> served.name().equals(pool)))
        .map(served -> entry.in(served.name()))
        .orElse(entry);
  }
}
