package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.disk.DiskState;
import java.util.ArrayList;

/** What things look like that are on several pages: never by colour alone. Pure. */
final class Look {
  private static final int NEARLY_FULL = 90;

  private Look() {}

  /** A state by shape and word. */
  static Html state(DiskState state) {
    return tag("span", "state", "state-" + state.word())
        .add(shape(glyph(state)), Html.text(state.word()));
  }

  private static String glyph(DiskState state) {
    return switch (state) {
      case FREE -> "○";
      case ATTACHED -> "●";
      case ATTACHING -> "◐";
      case RELEASING -> "◑";
      case HELD -> "■";
      case MISSING -> "✕";
    };
  }

  /** Something that only says by its shape what the word beside it says. */
  static Html shape(String glyph) {
    return Html.all(tag("span", "shape").with("aria-hidden", "true").add(glyph), Html.text(" "));
  }

  /** How full, as a bar with its number. */
  static Html used(int percent) {
    return tag("p", "used", percent >= NEARLY_FULL ? "used-up" : "used-some")
        .add(
            tag("svg", "gauge")
                .with("viewBox", "0 0 100 8")
                .with("preserveAspectRatio", "none")
                .with("aria-hidden", "true")
                .add(bar("gauge-all", 100), bar("gauge-used", Math.clamp(percent, 0, 100))),
            tag("span").add(percent + " % used"));
  }

  private static Html bar(String look, int length) {
    return tag("rect", look).with("width", Integer.toString(length)).with("height", "8");
  }

  /** What went wrong or would, with what to do: the words of the command. */
  static Html.Element trouble(Explanation why) {
    return tag("div", "trouble")
        .add(
            tag("p", "trouble-what").add(shape("▲"), Html.text(why.message())),
            tag("p", "trouble-advice").add(code(why.advice())),
            tag("p", "trouble-id").add(why.id()));
  }

  /** A sentence in which commands stand between backticks. */
  static Html code(String sentence) {
    var parts = new ArrayList<Html>();
    var pieces = sentence.split("`", -1);
    for (int i = 0; i < pieces.length; i++) {
      parts.add(i % 2 == 1 ? tag("code").add(pieces[i]) : Html.text(pieces[i]));
    }
    return Html.all(parts);
  }

  static Html.Element link(String to, String words) {
    return tag("a").with("href", to).add(words);
  }

  static Html.Element button(String to, String words, String... classes) {
    return tag("a", "button", String.join(" ", classes)).with("href", to).add(words);
  }
}
