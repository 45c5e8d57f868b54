package io.xendisk.cli;

import io.xendisk.answer.DetachAnswers;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.DetachDisk;
import io.xendisk.operation.DetachOrder;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code xendisk detach}. */
final class DetachCommand implements Callable<Integer> {
  private final Xendisk root;
  private DiskSelector disk;
  private @Nullable String vm;
  private Duration deadline = Duration.ofMinutes(10);
  private boolean acceptUnclean;
  private boolean noHooks;
  private boolean plan;

  @SuppressWarnings("NullAway.Init") // picocli fills in the disk
  private DetachCommand(Xendisk root) {
    this.root = root;
  }

  static CommandSpec under(Xendisk root) {
    var command = new DetachCommand(root);
    return PlainSpec.command(
            "detach", command, "Release a disk cleanly, and say when it is safe to pull.")
        .addPositional(
            PlainSpec.word("DISK", DiskSelector.class, it -> command.disk = it, DiskNames.HELP)
                .build())
        .addOption(
            PlainSpec.option(
                    "--vm",
                    "VM",
                    String.class,
                    it -> command.vm = it,
                    "The VM that is to lose it, by name or UUID.")
                .build())
        .addOption(
            PlainSpec.option(
                    "--deadline",
                    "TIME",
                    Duration.class,
                    it -> command.deadline = it,
                    "How long the guest may take to let go (default 10m).")
                .defaultValue("10m")
                .build())
        .addOption(
            PlainSpec.flag(
                "--accept-unclean",
                it -> command.acceptUnclean = it,
                "Take the disk even if its filesystem was not cleanly unmounted."))
        .addOption(
            PlainSpec.flag(
                "--no-hooks", it -> command.noHooks = it, "Do not run the VM's before-detach."))
        .addOption(
            PlainSpec.flag("--plan", it -> command.plan = it, "Only say what would be done."));
  }

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
