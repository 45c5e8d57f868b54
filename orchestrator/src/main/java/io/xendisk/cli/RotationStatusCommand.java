package io.xendisk.cli;

import io.xendisk.answer.RotationAnswers;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation status}. */
@Command(
    name = "status",
    description = "Show the disks of all sets, or of one: what each is doing.")
final class RotationStatusCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "SET", arity = "0..1", description = RotationCommand.SET)
  @Nullable String set;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  RotationStatusCommand() {}

  @Override
  public Integer call() {
    var settings = parent.root.settings();
    return parent.root.withPool(
        settings,
        surroundings -> {
          var shown = parent.root.operations(surroundings, settings).showRotation().all(set);
          return calls -> RotationAnswers.status(shown, calls);
        });
  }
}
