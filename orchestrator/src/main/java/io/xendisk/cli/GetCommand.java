package io.xendisk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk get}: what is declared. */
@Command(
    name = "get",
    description = "Show what is declared, and how it stands.",
    synopsisSubcommandLabel = "COMMAND")
final class GetCommand implements Runnable {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  GetCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to show: attachments.");
  }
}
