package io.xendisk;

import io.xendisk.adapter.history.HistoryDatabase;
import io.xendisk.cli.Serving;
import io.xendisk.config.DatabaseSource;
import io.xendisk.config.PasswordSource;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.port.History;
import io.xendisk.service.history.Chronicle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together how a service keeps its history. Immutable. */
final class HistoryWiring {
  private final Serving serving;
  private final String us;

  HistoryWiring(Serving serving, String us) {
    this.serving = serving;
    this.us = us;
  }

  Chronicle.Plan plan() {
    var files = serving.history();
    return new Chronicle.Plan(
        this::open, files.spool(), files.settings().keep(), us, this::byOurName);
  }

  private History open() {
    var files = serving.history();
    return switch (files.settings().database()) {
      case DatabaseSource.Sqlite _ -> HistoryDatabase.sqlite(files.sqlite());
      case DatabaseSource.Postgres(var url, var user, var password) ->
          HistoryDatabase.postgres(new HistoryDatabase.Server(url, user, secret(password)));
    };
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
