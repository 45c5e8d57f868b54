package io.xendisk.cli;

import io.xendisk.answer.DisksAnswer;
import io.xendisk.operation.ListDisks;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk disks}. */
@Command(name = "disks", description = "List the physical disks of the pool, one row a disk.")
final class DisksCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  DisksCommand() {}

  @Override
  public Integer call() {
    var remote = root.remote();
    if (remote != null) {
      return root.printRemote(remote.read("disks", Map.of("fresh", "true")));
    }
    return root.withPool(
        surroundings -> {
          var listing = new ListDisks(surroundings).run();
          return _ -> DisksAnswer.of(listing);
        });
  }
}
