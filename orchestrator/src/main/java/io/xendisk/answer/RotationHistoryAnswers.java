package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.custody.Handover;
import io.xendisk.domain.custody.LogLine;
import io.xendisk.domain.rotation.PastTurn;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.operation.ShowRotation.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What {@code rotation history} answers: when each disk was in, and in whose hands it was. */
public final class RotationHistoryAnswers {
  private RotationHistoryAnswers() {}

  /** A turn, and whose it was. */
  private record Held(Scene.Member member, PastTurn turn) {}

  /** The newest come first; of the log of custody only what concerns disks of the set is shown. */
  public static Answer of(View view, List<LogLine> log, long calls) {
    var held = new ArrayList<Held>();
    for (var member : view.decided().members()) {
      if (member.entry() != null) {
        member.entry().turns().forEach(turn -> held.add(new Held(member, turn)));
      }
    }
    held.sort(Comparator.comparing((Held one) -> one.turn.in()).reversed());
    var hands =
        log.stream()
            .map(LogLine::handover)
            .filter(handover -> handover.kind() != Handover.Kind.CARRIED)
            .filter(handover -> isOfSet(handover, view))
            .sorted(Comparator.comparing(Handover::at).reversed())
            .toList();
    var document = Documents.map();
    document.put("set", view.set().name());
    document.put("turns", held.stream().map(RotationHistoryAnswers::document).toList());
    document.put("custody", hands.stream().map(RotationHistoryAnswers::document).toList());
    document.put("calls", calls);
    return new Answer(
        Exit.DONE,
        document,
        text(view, held, hands),
        held.stream().map(one -> one.member.label()).toList(),
        List.of());
  }

  private static boolean isOfSet(Handover handover, View view) {
    return view.decided().members().stream()
        .anyMatch(
            member -> member.entry() != null && member.entry().disk().equals(handover.disk().id()));
  }

  private static List<String> text(View view, List<Held> held, List<Handover> hands) {
    var text =
        new ArrayList<>(
            TableText.of(
                List.of("DISK", "IN", "OUT", "END", "USED"),
                held.stream().map(one -> row(one, view)).toList()));
    if (!hands.isEmpty()) {
      text.add("");
      text.addAll(
          TableText.of(
              List.of("DISK", "WHEN", "BY", "TO", "DUE"),
              hands.stream().map(one -> row(one, view)).toList()));
    }
    return text;
  }

  private static List<String> row(Held one, View view) {
    var zone = RotationAnswers.zone(view);
    var out = one.turn.out();
    var used = one.turn.used();
    return List.of(
        one.member.label(),
        RotationAnswers.moment(one.turn.in(), zone),
        out == null ? "-" : RotationAnswers.moment(out, zone),
        RotationWords.end(one.turn.end()),
        used == null ? "-" : used + " %");
  }

  private static List<String> row(Handover one, View view) {
    var zone = RotationAnswers.zone(view);
    var due = one.due();
    return List.of(
        one.disk().name(),
        RotationAnswers.moment(one.at(), zone),
        one.by(),
        one.isOut() ? one.to() : "(back)",
        due == null ? "-" : RotationAnswers.moment(due, zone));
  }

  private static Map<String, Object> document(Held one) {
    var document = Documents.map();
    document.put("disk", one.member.label());
    document.put("in", one.turn.in());
    Documents.put(document, "out", one.turn.out());
    document.put("end", RotationWords.end(one.turn.end()));
    Documents.put(document, "usedPercent", one.turn.used());
    return document;
  }

  /** A handover, as every command tells it. */
  public static Map<String, Object> document(Handover handover) {
    var document = Documents.map();
    var disk = Documents.map();
    disk.put("id", handover.disk().id());
    disk.put("name", handover.disk().name());
    document.put("disk", disk);
    document.put("what", handover.kind().word());
    Documents.put(document, "to", handover.isOut() ? handover.to() : null);
    document.put("by", handover.by());
    document.put("at", handover.at());
    Documents.put(document, "due", handover.due());
    return document;
  }
}
