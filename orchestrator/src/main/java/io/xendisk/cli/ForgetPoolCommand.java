package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.TableText;
import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.operation.ForgetPool;
import io.xendisk.operation.ForgetPool.Forgotten;
import io.xendisk.operation.Found;
import io.xendisk.port.PoolNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk forget-pool}. */
@Command(
    name = "forget-pool",
    description = "Show everything that xendisk wrote into the pool, and with --yes remove it.")
final class ForgetPoolCommand implements Callable<Integer> {
  private static final String WARNING =
      "Afterwards no disk is enrolled, and no VM counts as having had a disk: each attach is the"
          + " first. VBDs stay as they are, and nothing guards the start of a VM that has one. Run"
          + " it again with --yes to remove all of it.";

  @ParentCommand Xendisk root;

  @Option(names = "--yes", description = "Remove it.")
  boolean yes;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  ForgetPoolCommand() {}

  @Override
  public Integer call() {
    return root.withPool(
        surroundings -> {
          var found = new ForgetPool(surroundings).run(yes);
          return _ ->
              switch (found) {
                case Found.One<Forgotten>(var forgotten) -> answer(forgotten);
                case Found.Not<Forgotten>(var why) -> throw new Failure(Advice.on(why));
              };
        });
  }

  private static Answer answer(Forgotten forgotten) {
    var notes = forgotten.notes();
    var document = Documents.map();
    document.put("changed", forgotten.removed() && !notes.isEmpty());
    document.put("outcome", forgotten.removed() ? "forgotten" : "planned");
    document.put("keys", notes.stream().map(ForgetPoolCommand::note).toList());
    var text = new ArrayList<String>();
    if (notes.isEmpty()) {
      text.add("xendisk has written nothing into this pool");
    } else {
      text.addAll(
          TableText.of(
              List.of("ON", "NAME", "UUID", "KEY"),
              notes.stream().map(ForgetPoolCommand::row).toList()));
      text.add(
          forgotten.removed()
              ? "forgotten  %d keys".formatted(notes.size())
              : "would forget  %d keys".formatted(notes.size()));
    }
    boolean warns = !forgotten.removed() && !notes.isEmpty();
    return new Answer(
        Exit.DONE,
        document,
        text,
        notes.stream().map(PoolNote::key).toList(),
        warns ? List.of(WARNING) : List.of());
  }

  private static Map<String, Object> note(PoolNote note) {
    var document = Documents.map();
    document.put("on", note.kind());
    document.put("name", note.name());
    document.put("uuid", note.uuid());
    document.put("key", note.key());
    return document;
  }

  private static List<String> row(PoolNote note) {
    return List.of(note.kind(), note.name().isEmpty() ? "-" : note.name(), note.uuid(), note.key());
  }
}
