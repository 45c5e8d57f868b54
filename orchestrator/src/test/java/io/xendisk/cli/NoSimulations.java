package io.xendisk.cli;

import io.xendisk.config.ListenAddress;
import io.xendisk.domain.rotation.RotationSet;
import java.time.Duration;

/** Plays nothing. Immutable. */
final class NoSimulations implements World.Demo {
  @Override
  public int serve(World world, ListenAddress listen) {
    return 0;
  }

  @Override
  public int tell(World world) {
    return 0;
  }

  @Override
  public Rehearsed rehearse(World world, RotationSet set, Words words, Duration ahead) {
    throw new AssertionError("nobody rehearses here: " + set);
  }
}
