package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.custody.ChainCheck;
import io.xendisk.domain.custody.CustodyAdvice;
import io.xendisk.domain.custody.CustodyProblem;
import io.xendisk.operation.CheckHistory;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk history verify}. Files are checked without a pool. */
@Command(
    name = "verify",
    description =
        "Check that no line of the log was changed, left out or moved: the pool's with those that"
            + " this workstation keeps, or files.")
final class HistoryVerifyCommand implements Callable<Integer> {
  @ParentCommand HistoryCommand parent;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Logs that workstations keep, which are joined.")
  List<Path> files = List.of();

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  HistoryVerifyCommand() {}

  @Override
  public Integer call() {
    var world = parent.root.world();
    if (files.isEmpty()) {
      var shelf = CustodyWords.shelf(world);
      return parent.root.withPool(
          surroundings -> {
            var checked = CheckHistory.ofPool(surroundings, shelf);
            return _ -> answer(checked.verdict());
          });
    }
    for (var file : files) {
      if (!Files.isRegularFile(file)) {
        throw usage("%s cannot be read: there is no such file".formatted(file));
      }
    }
    try {
      var archives = files.stream().map(world.outlets()::archive).toList();
      return parent.root.print(answer(CheckHistory.of(archives).verdict()));
    } catch (UncheckedIOException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private static Failure usage(String message) {
    return new Failure(
        new Explanation(
            "usage", Exit.USAGE, message, "Name files that `xendisk` keeps; docs/custody.md."));
  }

  private static Answer answer(ChainCheck.Verdict verdict) {
    return switch (verdict) {
      case ChainCheck.Flaw flaw ->
          throw new Failure(CustodyAdvice.on(new CustodyProblem.Broken(flaw)));
      case ChainCheck.Empty _ -> answer(0, 0, "", "whole  there is no line yet");
      case ChainCheck.Whole(long from, long until, String head) ->
          answer(
              from,
              until,
              head,
              "whole  lines %d to %d, the last is sha256:%s".formatted(from, until, head));
    };
  }

  private static Answer answer(long from, long until, String head, String line) {
    var document = Documents.map();
    document.put("whole", true);
    document.put("from", from);
    document.put("until", until);
    Documents.put(document, "head", head.isEmpty() ? null : "sha256:" + head);
    var talk =
        from > 1
            ? List.of(
                "lines before %d are kept by other workstations; name their files to check them too"
                    .formatted(from))
            : List.<String>of();
    return new Answer(Exit.DONE, document, List.of(line), List.of(), talk);
  }
}
