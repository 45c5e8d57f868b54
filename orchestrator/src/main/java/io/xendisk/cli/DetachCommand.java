package io.xendisk.cli;

import io.xendisk.answer.DetachAnswers;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.DetachDisk;
import io.xendisk.operation.DetachOrder;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk detach}. */
@Command(name = "detach", description = "Release a disk cleanly, and say when it is safe to pull.")
final class DetachCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(
      names = "--vm",
      paramLabel = "VM",
      description = "The VM that is to lose it, by name or UUID.")
  @Nullable String vm;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "How long the guest may take to let go (default 10m).")
  Duration deadline = Duration.ofMinutes(10);

  @Option(
      names = "--accept-unclean",
      description = "Take the disk even if its filesystem was not cleanly unmounted.")
  boolean acceptUnclean;

  @Option(names = "--no-hooks", description = "Do not run the VM's before-detach.")
  boolean noHooks;

  @Option(names = "--plan", description = "Only say what would be done.")
  boolean plan;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  DetachCommand() {}

  @Override
  public Integer call() {
    var timeout = root.shorterOfTimeoutAnd(deadline);
    var remote = root.remote();
    if (remote != null) {
      var request =
          RemoteRequest.of(DiskNames.text(disk), vm, timeout)
              .flag("acceptUnclean", acceptUnclean)
              .flag("noHooks", noHooks)
              .flag("plan", plan);
      return root.printRemote(remote.operate("detach", request.members()));
    }
    return root.withPoolUntilDone(
        root.settings(),
        timeout,
        surroundings -> {
          var order = new DetachOrder(disk, DiskNames.text(disk), vm, acceptUnclean, plan, timeout);
          var here = noHooks ? surroundings.withoutHooks() : surroundings;
          var outcome = new DetachDisk(here).run(order);
          return calls -> DetachAnswers.of(outcome, calls);
        });
  }
}
