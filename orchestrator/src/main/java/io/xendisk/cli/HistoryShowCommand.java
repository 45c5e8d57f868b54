package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.domain.Exit;
import io.xendisk.domain.custody.Handover;
import io.xendisk.domain.custody.LogLine;
import io.xendisk.operation.CheckHistory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk history show}: what the pool and this workstation know, oldest first. */
@Command(name = "show", description = "Show who took which disk where.")
final class HistoryShowCommand implements Callable<Integer> {
  @ParentCommand HistoryCommand parent;

  @Option(names = "--disk", paramLabel = "NAME", description = "Only of this disk: name or id.")
  @Nullable String disk;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  HistoryShowCommand() {}

  @Override
  public Integer call() {
    var shelf = CustodyWords.shelf(parent.root.world());
    return parent.root.withPool(
        surroundings -> {
          var lines = CheckHistory.ofPool(surroundings, shelf).lines();
          return _ -> answer(lines.stream().filter(this::isWanted).toList());
        });
  }

  private boolean isWanted(LogLine line) {
    var of = line.handover().disk();
    return line.handover().kind() != Handover.Kind.CARRIED
        && (disk == null || of.name().equals(disk) || of.id().equals(disk));
  }

  private static Answer answer(List<LogLine> lines) {
    var document = Documents.map();
    document.put("lines", lines.stream().map(HistoryShowCommand::document).toList());
    var text =
        lines.stream()
            .map(
                line ->
                    "%4d  %s  %s"
                        .formatted(
                            line.number(),
                            line.handover().at(),
                            CustodyWords.words(line.handover())))
            .toList();
    return new Answer(
        Exit.DONE,
        document,
        text.isEmpty() ? List.of("nobody has taken a disk yet") : text,
        lines.stream().map(line -> String.valueOf(line.number())).toList(),
        List.of());
  }

  private static Map<String, Object> document(LogLine line) {
    var document = CustodyWords.line(line);
    document.putAll(CustodyWords.document(line.handover()));
    return document;
  }
}
