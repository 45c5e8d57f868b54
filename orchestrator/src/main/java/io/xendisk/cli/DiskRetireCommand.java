package io.xendisk.cli;

import io.xendisk.answer.IdentityWords;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.KeepPassports;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk disk retire}; the disk need not be present. */
@Command(
    name = "retire",
    description = "Retire a disk: it stays known, and is not attached any more.")
final class DiskRetireCommand implements Callable<Integer> {
  @ParentCommand DiskCommand parent;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(names = "--vm", paramLabel = "VM", description = "The VM that keeps its passport.")
  @Nullable String vm;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  DiskRetireCommand() {}

  @Override
  public Integer call() {
    return parent.root.withPool(
        surroundings -> {
          var found = new KeepPassports(surroundings).retire(disk, DiskNames.text(disk), vm);
          return _ -> IdentityWords.answer(found, "retired");
        });
  }
}
