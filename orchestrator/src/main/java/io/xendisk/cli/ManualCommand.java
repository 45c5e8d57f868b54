package io.xendisk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xendisk manual}: what the packages' build calls. */
@Command(name = "manual", hidden = true, description = "Write the manual pages.")
final class ManualCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--into",
      paramLabel = "DIRECTORY",
      required = true,
      description = "Where they go; it must be there.")
  Path directory;

  @SuppressWarnings("NullAway.Init") // picocli fills in specification and option
  ManualCommand() {}

  @Override
  public Integer call() throws IOException {
    for (var page : ManualPage.all(spec.root()).entrySet()) {
      Files.writeString(directory.resolve(page.getKey()), page.getValue());
    }
    return 0;
  }
}
