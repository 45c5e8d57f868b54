package io.xendisk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk disk}: which disk it is, and what is enrolled. */
@Command(
    name = "disk",
    description = "Show a disk, and say which disk it is.",
    synopsisSubcommandLabel = "COMMAND")
final class DiskCommand implements Runnable {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  DiskCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with the disk.");
  }
}
