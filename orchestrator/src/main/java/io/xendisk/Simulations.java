package io.xendisk;

import io.xendisk.cli.Rehearsed;
import io.xendisk.cli.World;
import io.xendisk.config.ListenAddress;
import io.xendisk.domain.rotation.RotationSet;
import java.time.Duration;

/**
 * What is played on simulated pools; no class of theirs is loaded before one is. Thread-safe: holds
 * no state of its own.
 */
final class Simulations implements World.Demo {
  @Override
  public int tell(World world) {
    return new Demo(world).tell();
  }

  @Override
  public int serve(World world, ListenAddress listen) {
    return new DemoService(world, listen).serve();
  }

  @Override
  public Rehearsed rehearse(World world, RotationSet set, Words words, Duration ahead)
      throws InterruptedException {
    return new Rehearsal(world, set, words).play(ahead);
  }
}
