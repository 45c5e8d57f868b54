package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Failure;
import io.xendisk.answer.StatusAnswer;
import io.xendisk.domain.attach.Advice;
import io.xendisk.operation.Found;
import io.xendisk.operation.ShowStatus;
import io.xendisk.operation.ShowStatus.Status;
import io.xendisk.port.Deadline;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk watch}: status now, and again whenever it is another. */
@Command(
    name = "watch",
    description = "Show what is where, and go on as it changes; with -o json one document a line.")
final class WatchCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(paramLabel = "DISK|VM", arity = "0..1", description = "A disk or a VM.")
  @Nullable String word;

  @Option(
      names = "--changes",
      paramLabel = "N",
      description = "End after so many changes; without it, at Ctrl-C or --timeout.")
  @Nullable Integer changes;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  WatchCommand() {}

  @Override
  public Integer call() {
    return root.withPoolForEver(
        surroundings -> {
          var status = new ShowStatus(surroundings);
          var deadline = Deadline.in(root.watchTime(), root.world().ticker());
          var seen = shown(status);
          root.print(StatusAnswer.of(seen));
          for (int shown = 0; (changes == null || shown < changes) && !deadline.isOver(); ) {
            if (!status.changed(seen, deadline.left())) {
              continue;
            }
            var now = shown(status);
            if (!now.disks().equals(seen.disks())) {
              root.print(StatusAnswer.of(now));
              shown++;
            }
            seen = now;
          }
          return _ -> Answer.SILENT;
        });
  }

  private Status shown(ShowStatus status) {
    return switch (status.run(word)) {
      case Found.One<Status>(var now) -> now;
      case Found.Not<Status>(var why) -> throw new Failure(Advice.on(why));
    };
  }
}
