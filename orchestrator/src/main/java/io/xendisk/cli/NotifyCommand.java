package io.xendisk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk notify}: how people are told. */
@Command(
    name = "notify",
    description = "Tell people, as the configuration says.",
    synopsisSubcommandLabel = "COMMAND")
final class NotifyCommand implements Runnable {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  NotifyCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: notify test.");
  }
}
