package io.xendisk.cli;

import io.xendisk.cli.Serving.HistoryFiles;
import io.xendisk.config.DatabaseSource;
import io.xendisk.config.HistorySettings;
import io.xendisk.config.ServiceSettings;
import io.xendisk.port.Journal;
import io.xendisk.port.PrivateFile;
import java.nio.file.Path;
import java.util.Optional;

/** The service's own files: as the configuration says, else with this user's other state. */
final class ServiceFiles {
  private final World world;

  ServiceFiles(World world) {
    this.world = world;
  }

  PrivateFile tokens(ServiceSettings settings) {
    return world
        .outlets()
        .privateFile(
            Optional.ofNullable(settings.tokens())
                .orElseGet(() -> new StateDirectory(world).of("tokens")));
  }

  /** Beside the tokens. */
  Journal operations(ServiceSettings settings) {
    var tokens = Path.of(tokens(settings).place());
    return world.outlets().journal(tokens.resolveSibling("operations"));
  }

  /** With this user's other state, where commands find the spool, too. */
  HistoryFiles history(HistorySettings settings) {
    var state = new StateDirectory(world);
    var file =
        settings.database() instanceof DatabaseSource.Sqlite(var named) && named != null
            ? named
            : state.of("history.db");
    return new HistoryFiles(settings, file, world.outlets().spool(state.of("spool")));
  }
}
