package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.RotationAnswers;
import io.xendisk.answer.TableText;
import io.xendisk.cli.Rehearsed.Happening;
import io.xendisk.domain.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code rotation rehearse} answers: everything by its moment, where the people are. */
final class RehearsalAnswers {
  private RehearsalAnswers() {}

  static Answer of(Rehearsed rehearsed) {
    var talk = new ArrayList<String>();
    talk.add(
        "%s from %s to %s, on a simulated pool; nothing of this has happened."
            .formatted(
                rehearsed.set(),
                RotationAnswers.moment(rehearsed.from(), rehearsed.zone()),
                RotationAnswers.moment(rehearsed.until(), rehearsed.zone())));
    if (!rehearsed.routes()) {
      talk.add("The configuration has no `notify:`, so nobody would be told: 'people' is made up.");
    }
    rehearsed.unplayed().forEach(what -> talk.add("There was no time for " + what + "."));
    return new Answer(
        Exit.DONE,
        document(rehearsed),
        TableText.of(List.of("WHEN", "WHO", "WHAT"), rows(rehearsed)),
        List.of(rehearsed.set()),
        talk);
  }

  /** What several routes tell at once stands there once. */
  private static List<List<String>> rows(Rehearsed rehearsed) {
    var rows = new ArrayList<List<String>>();
    for (var one : rehearsed.happenings()) {
      var row = row(one, rehearsed);
      if (one instanceof Happening.Told told && !rows.isEmpty() && isSame(rows.getLast(), row)) {
        var before = rows.removeLast();
        rows.add(List.of(row.get(0), before.get(1) + ", " + told.route(), row.get(2)));
      } else {
        rows.add(row);
      }
    }
    return rows;
  }

  private static boolean isSame(List<String> one, List<String> other) {
    return one.get(0).equals(other.get(0)) && one.get(2).equals(other.get(2));
  }

  private static List<String> row(Happening one, Rehearsed rehearsed) {
    var at = RotationAnswers.moment(one.at(), rehearsed.zone());
    return switch (one) {
      case Happening.Hands(_, var text) -> List.of(at, "a person", text);
      case Happening.Deed(_, var text) -> List.of(at, "xendisk", text);
      case Happening.Told(_, var route, var message) ->
          List.of(
              at,
              "to " + route,
              "%s: %s"
                  .formatted(
                      message.news().kind().word(), message.news().text().replace('\n', ' ')));
    };
  }

  private static Map<String, Object> document(Rehearsed rehearsed) {
    var document = Documents.map();
    document.put("set", rehearsed.set());
    document.put("from", rehearsed.from());
    document.put("until", rehearsed.until());
    document.put("timeZone", rehearsed.zone().getId());
    document.put(
        "happenings", rehearsed.happenings().stream().map(RehearsalAnswers::document).toList());
    document.put("unplayed", rehearsed.unplayed());
    return document;
  }

  private static Map<String, Object> document(Happening one) {
    var document = Documents.map();
    document.put("at", one.at());
    switch (one) {
      case Happening.Hands(_, var text) -> {
        document.put("who", "person");
        document.put("text", text);
      }
      case Happening.Deed(_, var text) -> {
        document.put("who", "xendisk");
        document.put("text", text);
      }
      case Happening.Told(_, var route, var message) -> {
        document.put("who", "told");
        document.put("route", route);
        document.put("event", message.news().kind().word());
        document.put("severity", message.news().severity().word());
        document.put("subject", message.subject());
        document.put("text", message.news().text());
      }
    }
    return document;
  }
}
