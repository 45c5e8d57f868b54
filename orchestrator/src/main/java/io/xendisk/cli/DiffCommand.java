package io.xendisk.cli;

import io.xendisk.answer.DeclaredAnswers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk diff}. */
@Command(name = "diff", description = "What `apply` would change; exit 1 if there is anything.")
final class DiffCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "YAML with `attachments:`, as in the configuration.")
  Path file;

  @Option(names = "--prune", description = "As for apply.")
  boolean prune;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and option
  DiffCommand() {}

  @Override
  public Integer call() {
    var wanted = root.declarations(file);
    var remote = root.remote();
    if (remote != null) {
      var request = RemoteRequest.declaring(wanted, prune);
      return root.printRemote(remote.compare("diff", request.members()));
    }
    var settings = root.settings();
    return root.withPool(
        settings,
        surroundings -> {
          var differences =
              root.operations(surroundings, settings).declaredDisks().differences(wanted, prune);
          return _ -> DeclaredAnswers.differences(differences);
        });
  }
}
