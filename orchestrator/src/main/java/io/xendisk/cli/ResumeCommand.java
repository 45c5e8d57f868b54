package io.xendisk.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk resume}. */
@Command(name = "resume", description = "Have services go on with what `pause` held up.")
final class ResumeCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(index = "0", paramLabel = "pool|vm|set", description = "What.")
  String what;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Which VM or set.")
  @Nullable String name;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  ResumeCommand() {}

  @Override
  public Integer call() {
    return new Pausing(root).run(what, name, false);
  }
}
