package io.xendisk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk demo}. */
@Command(
    name = "demo",
    description = "Tell the whole story on a simulated pool, with no configuration.")
final class DemoCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  DemoCommand() {}

  @Override
  public Integer call() {
    return root.world().demo().tell(root.world());
  }
}
