package io.xendisk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk pause}. */
@Command(
    name = "pause",
    description = "Have services let a pool, a VM or a set of disks alone until `resume`.")
final class PauseCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Mixin Pausing pausing = new Pausing();

  @SuppressWarnings("NullAway.Init") // picocli fills in parent
  PauseCommand() {}

  @Override
  public Integer call() {
    return pausing.run(root, true);
  }
}
