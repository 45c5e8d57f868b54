package io.xendisk.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk completion}. */
@Command(name = "completion", description = "Print the completion script of a shell.")
final class CompletionCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  Shell shell;

  /** The shells that are known. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    /** The word that is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli fills in parent, specification and parameter
  CompletionCommand() {}

  @Override
  public Integer call() {
    var xendisk = spec.root().commandLine();
    root.world()
        .out()
        .println(
            switch (shell) {
              // The script loads bashcompinit by itself where it is zsh that reads it.
              case BASH, ZSH -> AutoComplete.bash("xendisk", xendisk);
              case FISH -> FishCompletion.of(xendisk.getCommandSpec());
            });
    return 0;
  }
}
