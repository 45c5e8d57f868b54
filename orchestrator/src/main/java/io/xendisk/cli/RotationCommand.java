package io.xendisk.cli;

import io.xendisk.answer.RotationRunAnswers;
import io.xendisk.domain.rotation.Order;
import io.xendisk.operation.RotationWish;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code xendisk rotation}: sets of disks that take turns. */
final class RotationCommand implements Runnable {
  static final String SET = "A set of the configuration, or one that the pool keeps.";

  final Xendisk root;
  private final CommandSpec spec;

  private RotationCommand(Xendisk root) {
    this.root = root;
    this.spec =
        PlainSpec.command(
            "rotation", this, "Let disks take turns: one is in, the others are off site.");
    spec.usageMessage().synopsisSubcommandLabel("COMMAND");
  }

  static CommandSpec under(Xendisk root) {
    return new RotationCommand(root).spec;
  }

  /** Does what is wanted of a set, by a schedule or by a person's word. */
  int carryOut(String set, Order order, boolean quiet) {
    var settings = root.settings();
    var timeout = root.shorterOfTimeoutAnd(null);
    return root.withPoolUntilDone(
        settings,
        timeout,
        surroundings -> {
          var rotation =
              root.operations(surroundings, settings).rotateDisks(root.tellers(surroundings));
          var rotated = rotation.run(new RotationWish(set, order, settings::bootOf, timeout));
          boolean byWord = !(order instanceof Order.Scheduled);
          return calls ->
              RotationRunAnswers.of(set, rotated.run(), byWord, quiet, calls)
                  .saying(rotated.telling().trouble());
        });
  }

  @Override
  public void run() {
    throw wrong("Say what to do with the rotation.");
  }

  ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
