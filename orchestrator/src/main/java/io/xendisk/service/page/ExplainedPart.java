package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.Answer;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code explain} answers, as a part of a page. Immutable. */
final class ExplainedPart {
  private final Answer answer;

  ExplainedPart(Answer answer) {
    this.answer = answer;
  }

  /** The answer, and the deed where something would be done. */
  Element with(Html deed) {
    var document = answer.document();
    var word = String.valueOf(document.get("answer"));
    var parts = new ArrayList<Html>();
    parts.add(
        tag("h2")
            .add(
                Look.shape(glyph(word)),
                Html.text("%s?  %s".formatted(document.get("question"), word))));
    if (document.get("error") instanceof Map<?, ?> error) {
      parts.add(tag("p", "trouble-what").add(String.valueOf(error.get("message"))));
      parts.add(tag("p", "trouble-advice").add(Look.code(String.valueOf(error.get("advice")))));
      parts.add(tag("p", "trouble-id").add(String.valueOf(error.get("id"))));
    }
    if (document.get("steps") instanceof List<?> steps && !steps.isEmpty()) {
      parts.add(tag("ol", "steps").add(steps.stream().map(ExplainedPart::step).toList()));
    }
    parts.add(
        tag("details")
            .add(
                tag("summary").add("As the command says it"),
                tag("pre").add(String.join("\n", answer.text()))));
    if (word.equals("yes") || word.equals("later")) {
      parts.add(deed);
    }
    return tag("section", "explained", "explained-" + word).with("role", "status").add(parts);
  }

  private static String glyph(String word) {
    return switch (word) {
      case "yes" -> "✓";
      case "no" -> "▲";
      case "later" -> "◷";
      default -> "=";
    };
  }

  private static Element step(Object step) {
    if (!(step instanceof Map<?, ?> members)) {
      return tag("li").add(String.valueOf(step));
    }
    var calls = members.get("calls") instanceof List<?> list ? list : List.of();
    return tag("li")
        .add(
            tag("span").add(String.valueOf(members.get("step"))),
            tag("code").add(String.join(", ", calls.stream().map(String::valueOf).toList())));
  }
}
