package io.xendisk.cli;

import io.xendisk.config.ServiceSettings;
import io.xendisk.port.PrivateFile;
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
}
