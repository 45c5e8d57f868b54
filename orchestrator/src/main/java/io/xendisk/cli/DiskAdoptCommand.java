package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.AdoptDisk;
import io.xendisk.operation.AdoptDisk.Adopted;
import io.xendisk.operation.Found;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk disk adopt}. */
@Command(
    name = "adopt",
    description = "Record that a disk, attached by hand, works in a running VM already.")
final class DiskAdoptCommand implements Callable<Integer> {
  @ParentCommand DiskCommand parent;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(names = "--vm", paramLabel = "VM", required = true, description = "Its name or UUID.")
  String vm;

  @Option(
      names = "--fs-uuid",
      paramLabel = "UUID",
      description = "Its filesystem's UUID as the guest shows it, for a disk that was never read.")
  @Nullable String fsUuid;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  DiskAdoptCommand() {}

  @Override
  public Integer call() {
    return parent.root.withPool(
        surroundings -> {
          var found = new AdoptDisk(surroundings).run(disk, DiskNames.text(disk), vm, fsUuid);
          return _ ->
              switch (found) {
                case Found.One<Adopted>(var adopted) -> answer(adopted);
                case Found.Not<Adopted>(var why) -> throw new Failure(Advice.on(why));
              };
        });
  }

  private static Answer answer(Adopted adopted) {
    var document = Documents.map();
    document.put("changed", adopted.changed());
    document.put("outcome", adopted.changed() ? "adopted" : "already-adopted");
    document.put("id", adopted.key().toString());
    document.put("disk", Documents.disk(adopted.disk()));
    document.put("vm", Documents.vm(adopted.vm()));
    var line =
        "%s  %s counts as attached to %s before"
            .formatted(
                adopted.changed() ? "adopted" : "already adopted",
                adopted.disk().name(),
                adopted.vm().name());
    return new Answer(
        Exit.DONE, document, List.of(line), List.of(adopted.disk().name()), List.of());
  }
}
