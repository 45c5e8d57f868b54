package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.RotationHistoryAnswers;
import io.xendisk.config.Durations;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.custody.Handover;
import io.xendisk.domain.custody.LogLine;
import io.xendisk.operation.HandOver;
import io.xendisk.operation.HandoverOrder;
import io.xendisk.operation.HandoverOrder.Due;
import io.xendisk.operation.HandoverOutcome;
import io.xendisk.port.LogArchive;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Who has which disk, in words and in JSON. */
final class CustodyWords {
  private CustodyWords() {}

  /** Where this workstation keeps the logs of pools. */
  static LogArchive.Shelf shelf(World world) {
    var directory = new StateDirectory(world).of("history");
    return pool -> world.outlets().archive(directory.resolve(pool + ".log"));
  }

  static int handOver(Xendisk root, HandoverOrder order) {
    return root.withPool(
        surroundings -> {
          var outcome = handedOver(new HandOver(surroundings, shelf(root.world())), order);
          return _ ->
              switch (outcome) {
                case HandoverOutcome.HandedOver done -> answer(done);
                case HandoverOutcome.NotDone(var why) -> throw new Failure(why);
              };
        });
  }

  /** Names that nothing can hold are words of the command line. */
  private static HandoverOutcome handedOver(HandOver handOver, HandoverOrder order)
      throws InterruptedException {
    try {
      return handOver.run(order);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  /** When a disk should be back: at the end of a day, or so long from now. */
  static Due due(String text, ZoneId zone) {
    try {
      var day = LocalDate.parse(text);
      return _ -> day.plusDays(1).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      try {
        var time = Durations.parse(text);
        return now -> now.plus(time);
      } catch (IllegalArgumentException neither) {
        throw usage(
            "--due is a date such as 2026-12-24 or a time such as 7d, not '%s'".formatted(text));
      }
    }
  }

  private static Failure usage(String message) {
    return new Failure(
        new Explanation(
            "usage", Exit.USAGE, message, "`xendisk rotation checkout --help` shows the usage."));
  }

  private static Answer answer(HandoverOutcome.HandedOver done) {
    var handover = done.handover();
    var document = Documents.map();
    document.put("changed", done.line() != null);
    document.put("outcome", handover.isOut() ? "checked-out" : "checked-in");
    document.put("custody", document(handover));
    Documents.put(document, "line", done.line() == null ? null : line(done.line()));
    document.put("notes", done.notes());
    return new Answer(
        Exit.DONE,
        document,
        List.of((done.line() == null ? "already so  " : "noted  ") + words(handover)),
        List.of(handover.disk().name()),
        done.notes());
  }

  static Map<String, Object> document(Handover handover) {
    return RotationHistoryAnswers.document(handover);
  }

  static Map<String, Object> line(LogLine line) {
    var document = Documents.map();
    document.put("number", line.number());
    document.put("hash", line.hash());
    return document;
  }

  static String words(Handover handover) {
    var disk = handover.disk().name();
    return handover.isOut()
        ? "%s is with %s at %s%s".formatted(disk, handover.by(), handover.to(), dueBack(handover))
        : "%s is back, brought by %s".formatted(disk, handover.by());
  }

  private static String dueBack(Handover handover) {
    return handover.due() == null ? "" : ", due back " + handover.due();
  }
}
