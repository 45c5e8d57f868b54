package io.xendisk.cli;

import io.xendisk.answer.UnparkAnswers;
import io.xendisk.operation.StartOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk unpark}. */
@Command(name = "unpark", description = "Put the disks back that are to come back to a VM.")
final class UnparkCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(paramLabel = "VM", description = "Its name or UUID.")
  String vm;

  @Option(names = "--plan", description = "Only say what would be put back.")
  boolean plan;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  UnparkCommand() {}

  @Override
  public Integer call() {
    var settings = root.settings();
    var timeout = root.shorterOfTimeoutAnd(null);
    return root.withPoolUntilDone(
        settings,
        timeout,
        surroundings -> {
          var order = new StartOrder(vm, settings.bootOf(vm), plan, timeout);
          var outcome = root.operations(surroundings, settings).unparkVm().run(order);
          return calls -> UnparkAnswers.of(outcome, calls);
        });
  }
}
