package io.xendisk.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where this workstation keeps what is no configuration: {@code $XDG_STATE_HOME/xendisk}. */
final class StateDirectory {
  private final World world;

  StateDirectory(World world) {
    this.world = world;
  }

  Path of(String what) {
    return Optional.ofNullable(world.environment().get("XDG_STATE_HOME"))
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .orElse(world.home().resolve(".local/state"))
        .resolve("xendisk")
        .resolve(what);
  }
}
