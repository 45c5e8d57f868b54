package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.IdentityWords;
import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.EnrolDisk;
import io.xendisk.operation.EnrolOrder;
import io.xendisk.operation.EnrolOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk disk enrol}. */
@Command(
    name = "enrol",
    description = "Enrol a disk under a name, so that it is known again in any bay of any host.")
final class DiskEnrolCommand implements Callable<Integer> {
  @ParentCommand DiskCommand parent;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "What it is to be called; the label of its filesystem if left out.")
  @Nullable String label;

  @Option(
      names = "--again",
      description = "Enrol it anew: after a reformat, by another name, or after it was retired.")
  boolean again;

  @Option(
      names = "--rebound",
      description =
          "Say that the disk which stands here now is meant, after another stood here before.")
  boolean rebound;

  @Option(
      names = "--vm",
      paramLabel = "VM",
      description = "Keep the passport on this VM where the account may not write to the pool.")
  @Nullable String vm;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  DiskEnrolCommand() {}

  @Override
  public Integer call() {
    return parent.root.withPool(
        surroundings -> {
          var order = new EnrolOrder(disk, DiskNames.text(disk), label, again, rebound, vm);
          var outcome = new EnrolDisk(surroundings).run(order);
          return _ ->
              switch (outcome) {
                case EnrolOutcome.Enrolled enrolled -> answer(enrolled);
                case EnrolOutcome.NotDone(var why) -> throw new Failure(Advice.on(why));
              };
        });
  }

  private static Answer answer(EnrolOutcome.Enrolled enrolled) {
    var passport = enrolled.passport();
    var document = Documents.map();
    document.put("changed", enrolled.changed());
    Documents.put(document, "passport", passport == null ? null : IdentityWords.passport(passport));
    Documents.put(
        document, "keptOn", enrolled.keptOn() == null ? null : enrolled.keptOn().id().uuid());
    document.put("disk", Documents.disk(enrolled.disk()));
    document.put("notes", enrolled.notes());
    var talk = new ArrayList<>(enrolled.notes());
    if (enrolled.keptOn() != null) {
      talk.add(
          "the account may not write to the pool, so the passport is kept on %s; name it with --vm"
              .formatted(enrolled.keptOn().fullName()));
    }
    return new Answer(
        Exit.DONE, document, List.of(line(enrolled)), List.of(enrolled.disk().name()), talk);
  }

  private static String line(EnrolOutcome.Enrolled enrolled) {
    var place = enrolled.disk().place();
    if (enrolled.passport() == null) {
      return enrolled.changed()
          ? "settled  %s stands for the disk that is there now".formatted(place)
          : "nothing to settle  no other disk was seen at %s".formatted(place);
    }
    return "%s  %s as %s"
        .formatted(
            enrolled.changed() ? "enrolled" : "already enrolled",
            place,
            enrolled.passport().name());
  }
}
