package io.xendisk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk host}: the dom0 side. */
@Command(
    name = "host",
    description = "The dom0 side: which disks a host offers to VMs.",
    synopsisSubcommandLabel = "COMMAND")
final class HostCommand implements Runnable {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  HostCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with the host.");
  }
}
