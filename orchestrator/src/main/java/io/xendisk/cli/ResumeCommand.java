package io.xendisk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk resume}. */
@Command(name = "resume", description = "Have services go on with what `pause` held up.")
final class ResumeCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Mixin Pausing pausing = new Pausing();

  @SuppressWarnings("NullAway.Init") // picocli fills in parent
  ResumeCommand() {}

  @Override
  public Integer call() {
    return pausing.run(root, false);
  }
}
