package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.answer.StatusAnswer;
import io.xendisk.domain.attach.Advice;
import io.xendisk.operation.Found;
import io.xendisk.operation.ShowStatus;
import io.xendisk.operation.ShowStatus.Status;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk status}. */
@Command(name = "status", description = "Show what is where: all disks, one disk, or one VM's.")
final class StatusCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(paramLabel = "DISK|VM", arity = "0..1", description = "A disk or a VM.")
  @Nullable String word;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  StatusCommand() {}

  @Override
  public Integer call() {
    var remote = root.remote();
    if (remote != null) {
      return root.printRemote(
          remote.read("status", word == null ? Map.of("fresh", "true") : Map.of("about", word)));
    }
    return root.withPool(
        surroundings -> {
          var found = new ShowStatus(surroundings).run(word);
          return _ ->
              switch (found) {
                case Found.One<Status>(var status) -> StatusAnswer.of(status);
                case Found.Not<Status>(var why) -> throw new Failure(Advice.on(why));
              };
        });
  }
}
