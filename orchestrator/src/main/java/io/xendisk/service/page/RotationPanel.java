package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.RotationAnswers;
import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Stage;
import io.xendisk.operation.ShowRotation.View;
import io.xendisk.service.page.Html.Element;
import java.util.List;

/** A set of disks that take turns: which is next, and which is overdue. Pure. */
final class RotationPanel {
  private RotationPanel() {}

  static Html of(PoolView pool) {
    return Html.all(pool.rotations().stream().map(RotationPanel::of).toList());
  }

  private static Element of(View view) {
    var set = view.set();
    return tag("section", "rotation")
        .with("aria-label", "Rotation " + set.name())
        .add(
            tag("h3").add("Rotation " + set.name()),
            tag("p", "next")
                .add(
                    tag("span").add("Next for " + set.vm() + ": "),
                    tag("b").add(String.join(" ", RotationAnswers.next(view, 0).text()))),
            tag("div", "wide")
                .add(
                    tag("table")
                        .add(
                            tag("thead").add(row("th", List.of("Disk", "Stage", "Since", "Note"))),
                            tag("tbody")
                                .add(
                                    view.decided().members().stream()
                                        .map(RotationPanel::member)
                                        .toList()))));
  }

  private static Element member(Scene.Member member) {
    var entry = member.entry();
    if (entry == null) {
      return row("td", List.of(member.label(), "never enrolled", "-", "-"));
    }
    return tag("tr")
        .add(
            tag("td").add(member.label()),
            tag("td", "stage-" + entry.stage().word())
                .add(Look.shape(glyph(entry.stage())), Html.text(entry.stage().word())),
            tag("td").add(Moments.of(entry.since())),
            tag("td").add(note(entry)));
  }

  private static String note(LedgerEntry entry) {
    return entry.note().isEmpty() ? "-" : entry.note();
  }

  private static String glyph(Stage stage) {
    return switch (stage) {
      case EXPECTED -> "◇";
      case PRESENT -> "○";
      case ATTACHED -> "●";
      case RELEASING -> "◑";
      case RELEASED -> "◌";
      case AWAY -> "→";
      case OVERDUE, QUARANTINED -> "▲";
      case RETIRED -> "✕";
    };
  }

  private static Element row(String cell, List<String> words) {
    return tag("tr").add(words.stream().map(word -> tag(cell).add(word)).toList());
  }
}
