package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Failure;
import io.xendisk.operation.InhibitRotation;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk inhibit}: its exit code is the command's. */
@Command(
    name = "inhibit",
    description =
        "Run a command during which no disk of a rotation is released; its exit code is passed on.")
final class InhibitCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(index = "0", paramLabel = "SET", description = RotationCommand.SET)
  String set;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "What others are told who want to release a disk.")
  String reason;

  @Parameters(index = "1..*", paramLabel = "COMMAND", arity = "1..*", description = "After `--`.")
  List<String> command;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameters
  InhibitCommand() {}

  @Override
  public Integer call() {
    var settings = root.settings();
    var code = new AtomicInteger();
    int exit =
        root.withPoolForEver(
            surroundings -> {
              var inhibit =
                  new InhibitRotation(surroundings, root.world().commands(), settings.rotations());
              switch (inhibit.run(set, reason, command)) {
                case InhibitRotation.End.Ran(int own) -> code.set(own);
                case InhibitRotation.End.Not(var why) -> throw new Failure(why);
              }
              return _ -> Answer.SILENT;
            });
    return exit == 0 ? code.get() : exit;
  }
}
