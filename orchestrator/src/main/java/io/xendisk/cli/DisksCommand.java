package io.xendisk.cli;

import io.xendisk.answer.DisksAnswer;
import io.xendisk.operation.ListDisks;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code xendisk disks}. */
final class DisksCommand implements Callable<Integer> {
  private final Xendisk root;

  private DisksCommand(Xendisk root) {
    this.root = root;
  }

  static CommandSpec under(Xendisk root) {
    return PlainSpec.command(
        "disks", new DisksCommand(root), "List the physical disks of the pool, one row a disk.");
  }

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
