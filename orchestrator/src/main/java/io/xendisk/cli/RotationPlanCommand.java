package io.xendisk.cli;

import io.xendisk.answer.RotationAnswers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation plan}. */
@Command(name = "plan", description = "Show the turns that are to come, for the wall by the rack.")
final class RotationPlanCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "SET", description = RotationCommand.SET)
  String set;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "8w",
      description = "How far ahead: 8w (default), 60d, 1w3d.")
  Duration ahead = Duration.ofDays(56);

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationPlanCommand() {}

  @Override
  public Integer call() {
    var settings = parent.root.settings();
    return parent.root.withPool(
        settings,
        surroundings -> {
          var shown = parent.root.operations(surroundings, settings).showRotation().run(set);
          return calls -> RotationAnswers.plan(RotationAnswers.view(shown), ahead, calls);
        });
  }
}
