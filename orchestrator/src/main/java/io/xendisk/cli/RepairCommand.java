package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.answer.RepairAnswers;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk repair}. */
@Command(
    name = "repair",
    description =
        "Clear what an interrupted run, a pulled disk or a forbidden attachment left behind.")
final class RepairCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Option(names = "--plan", description = "Only say what would be cleared.")
  boolean plan;

  @Option(
      names = "--adopt",
      paramLabel = "VBD",
      description = "Treat a VBD that somebody else made as xendisk's own from now on, by UUID.")
  @Nullable String adopted;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  RepairCommand() {}

  @Override
  public Integer call() {
    var settings = root.settings();
    return root.withPool(
        surroundings -> {
          var repair = root.operations(surroundings, settings).repairPool();
          if (adopted != null && repair.adopt(adopted).isEmpty()) {
            throw new Failure(RepairAnswers.noSuchVbd(adopted));
          }
          var outcome = repair.run(plan);
          return calls -> RepairAnswers.of(outcome, adopted, calls);
        });
  }
}
