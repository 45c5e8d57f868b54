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
import picocli.CommandLine.Model.CommandSpec;

/** {@code xendisk status}. */
final class StatusCommand implements Callable<Integer> {
  private final Xendisk root;
  private @Nullable String word;

  private StatusCommand(Xendisk root) {
    this.root = root;
  }

  static CommandSpec under(Xendisk root) {
    var command = new StatusCommand(root);
    return PlainSpec.command(
            "status", command, "Show what is where: all disks, one disk, or one VM's.")
        .addPositional(
            PlainSpec.word("DISK|VM", String.class, it -> command.word = it, "A disk or a VM.")
                .arity("0..1")
                .required(false)
                .build());
  }

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
