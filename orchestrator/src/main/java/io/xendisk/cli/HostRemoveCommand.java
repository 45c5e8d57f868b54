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

/** {@code xendisk host remove}: the way back of {@code host prepare}. */
@Command(
    name = "remove",
    description = "Take the udev rules of these disks out of dom0 again, or of all of them.")
final class HostRemoveCommand implements Callable<Integer> {
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

  @Option(names = "--plan", description = "Only show what would be changed.")
  boolean plan;

  @Option(names = "--yes", description = "At a terminal too, do not ask.")
  boolean yes;

  @Option(names = "--deadline", paramLabel = "TIME", description = "Bounds the work (default 2m).")
  @Nullable Duration deadline;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameters
  HostRemoveCommand() {}

  @Override
  public Integer call() {
    var order =
        new RulesOrder(
            host,
            RulesOrder.Kind.REMOVE,
            disks.disks(parent.root),
            false,
            plan,
            RulesAnswers.deadline(parent.root, deadline));
    return RulesAnswers.run(parent.root, order, ssh, target, yes);
  }
}
