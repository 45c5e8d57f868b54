package io.xendisk.cli;

import io.xendisk.answer.DeclaredAnswers;
import io.xendisk.answer.Failure;
import io.xendisk.domain.attach.Advice;
import io.xendisk.operation.Found;
import io.xendisk.operation.ShowStatus;
import io.xendisk.operation.ShowStatus.Status;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk get attachments}. */
@Command(
    name = "attachments",
    description = "Show which disks are to be in which VMs, and how each stands.")
final class GetAttachmentsCommand implements Callable<Integer> {
  @ParentCommand GetCommand parent;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  GetAttachmentsCommand() {}

  @Override
  public Integer call() {
    var remote = parent.root.remote();
    if (remote != null) {
      return parent.root.printRemote(remote.read("declared", Map.of("fresh", "true")));
    }
    return parent.root.withPool(
        surroundings -> {
          var found = new ShowStatus(surroundings).run(null);
          return _ ->
              switch (found) {
                case Found.One<Status>(var status) -> DeclaredAnswers.shown(status);
                case Found.Not<Status>(var why) -> throw new Failure(Advice.on(why));
              };
        });
  }
}
