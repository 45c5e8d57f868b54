package io.xendisk.cli;

import io.xendisk.answer.StartAnswers;
import io.xendisk.operation.StartOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk vm start}. */
@Command(
    name = "start",
    description =
        "Start a VM with no other disks than it had: each is looked at first, and taken away if it"
            + " may be another one by now.")
final class VmStartCommand implements Callable<Integer> {
  @ParentCommand VmCommand parent;

  @Parameters(paramLabel = "VM", description = "Its name or UUID.")
  String vm;

  @Option(names = "--plan", description = "Only say what would be done.")
  boolean plan;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  VmStartCommand() {}

  @Override
  public Integer call() {
    var root = parent.root;
    var settings = root.settings();
    var timeout = root.shorterOfTimeoutAnd(null);
    return root.withPoolUntilDone(
        settings,
        timeout,
        surroundings -> {
          var order = new StartOrder(vm, settings.bootOf(vm), plan, timeout);
          var outcome = root.operations(surroundings, settings).startVm().run(order);
          return calls -> StartAnswers.of(outcome, calls);
        });
  }
}
