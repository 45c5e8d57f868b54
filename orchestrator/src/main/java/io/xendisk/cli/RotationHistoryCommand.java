package io.xendisk.cli;

import io.xendisk.answer.RotationAnswers;
import io.xendisk.answer.RotationHistoryAnswers;
import io.xendisk.operation.CheckHistory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation history}. */
@Command(
    name = "history",
    description = "Show which disk was in when and how it went out, and who took which one where.")
final class RotationHistoryCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "SET", description = RotationCommand.SET)
  String set;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationHistoryCommand() {}

  @Override
  public Integer call() {
    var settings = parent.root.settings();
    var shelf = CustodyWords.shelf(parent.root.world());
    return parent.root.withPool(
        settings,
        surroundings -> {
          var shown = parent.root.operations(surroundings, settings).showRotation().run(set);
          var view = RotationAnswers.view(shown);
          var log = CheckHistory.ofPool(surroundings, shelf).lines();
          return calls -> RotationHistoryAnswers.of(view, log, calls);
        });
  }
}
