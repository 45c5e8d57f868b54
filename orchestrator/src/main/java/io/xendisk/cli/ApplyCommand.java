package io.xendisk.cli;

import io.xendisk.answer.DeclaredAnswers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk apply}. */
@Command(
    name = "apply",
    description = "Declare in the pool which disks are to be in which VMs; a service sees to it.")
final class ApplyCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "YAML with `attachments:`, as in the configuration.")
  Path file;

  @Option(names = "--prune", description = "What is declared and not in the file goes.")
  boolean prune;

  @Option(names = "--plan", description = "Only say what would be changed.")
  boolean plan;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and option
  ApplyCommand() {}

  @Override
  public Integer call() {
    var wanted = root.declarations(file);
    var remote = root.remote();
    if (remote != null) {
      var request = RemoteRequest.declaring(wanted, prune).flag("plan", plan);
      return root.printRemote(remote.operate("apply", request.members()));
    }
    var settings = root.settings();
    return root.withPool(
        settings,
        surroundings -> {
          var declared = root.operations(surroundings, settings).declaredDisks();
          var differences =
              plan ? declared.differences(wanted, prune) : declared.apply(wanted, prune);
          return _ -> DeclaredAnswers.applied(differences, plan);
        });
  }
}
