package io.xendisk.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk pause}. */
@Command(
    name = "pause",
    description = "Have services let a pool, a VM or a set of disks alone until `resume`.")
final class PauseCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(index = "0", paramLabel = "pool|vm|set", description = "What.")
  String what;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Which VM or set.")
  @Nullable String name;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  PauseCommand() {}

  @Override
  public Integer call() {
    return new Pausing(root).run(what, name, true);
  }
}
