package io.xendisk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk rotation}: sets of disks that take turns. */
@Command(
    name = "rotation",
    description = "Let disks take turns: one is in, the others are off site.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RotationCheckCommand.class,
      RotationNextCommand.class,
      RotationPlanCommand.class,
      RotationStatusCommand.class,
      RotationHistoryCommand.class,
    })
final class RotationCommand implements Runnable {
  static final String SET = "A set of the configuration, or one that the pool keeps.";

  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  RotationCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with the rotation.");
  }
}
