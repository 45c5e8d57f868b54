package io.xendisk.cli;

import io.xendisk.domain.rotation.Order;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation in}. */
@Command(
    name = "in",
    description =
        "Attach the disk whose turn it is; or the one that is named, whoever's turn it is.")
final class RotationInCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(index = "0", paramLabel = "SET", description = RotationCommand.SET)
  String set;

  @Parameters(index = "1", paramLabel = "DISK", arity = "0..1", description = "A disk of the set.")
  @Nullable String disk;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationInCommand() {}

  @Override
  public Integer call() {
    return parent.carryOut(set, new Order.In(disk), false);
  }
}
