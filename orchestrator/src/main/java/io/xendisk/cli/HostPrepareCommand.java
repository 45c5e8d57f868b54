package io.xendisk.cli;

import io.xendisk.operation.RulesOrder;
import io.xendisk.port.SshLogin;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk host prepare}. */
@Command(
    name = "prepare",
    description =
        "Install the udev rules in dom0 that offer these disks to VMs; rules that are there stay,"
            + " others are added.")
final class HostPrepareCommand implements Callable<Integer> {
  @ParentCommand HostCommand parent;
  @Mixin SshOptions ssh = new SshOptions();
  @Mixin DiskMatchOptions disks = new DiskMatchOptions();

  @Parameters(paramLabel = "HOST", description = "A host of the pool, by name or UUID.")
  String host;

  @Option(
      names = "--ssh",
      required = true,
      paramLabel = "USER@HOST[:PORT]",
      description = "Where its dom0 listens, such as root@xs1.")
  SshLogin.Target target;

  @Option(
      names = "--adopt",
      description = "Take over what rules made by hand offer, and remove those.")
  boolean adopt;

  @Option(names = "--plan", description = "Only show what would be changed.")
  boolean plan;

  @Option(names = "--yes", description = "At a terminal too, do not ask.")
  boolean yes;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "For the disks to show up in the pool (default 2m).")
  @Nullable Duration deadline;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameters
  HostPrepareCommand() {}

  @Override
  public Integer call() {
    var order =
        new RulesOrder(
            host,
            RulesOrder.Kind.PREPARE,
            disks.disks(parent.root),
            adopt,
            plan,
            RulesAnswers.deadline(parent.root, deadline));
    return RulesAnswers.run(parent.root, order, ssh, target, yes);
  }
}
