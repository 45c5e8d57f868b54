package io.xendisk.cli;

import io.xendisk.domain.rotation.Order;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation out}. */
@Command(name = "out", description = "Release the disk of a set that is in, before its time.")
final class RotationOutCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "SET", description = RotationCommand.SET)
  String set;

  @Option(
      names = "--only-copy",
      description = "Even if it has the only good copy and the next one is not there.")
  boolean onlyCopy;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationOutCommand() {}

  @Override
  public Integer call() {
    return parent.carryOut(set, new Order.Out(onlyCopy), false);
  }
}
