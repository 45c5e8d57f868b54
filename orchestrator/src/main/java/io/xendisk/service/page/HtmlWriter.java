package io.xendisk.service.page;

import io.xendisk.service.page.Html.Element;
import io.xendisk.service.page.Html.Many;
import io.xendisk.service.page.Html.Text;
import java.util.Set;

/** Writes a page down as the browser reads it: every text escaped, in one place. Pure. */
final class HtmlWriter {
  private static final Set<String> WITHOUT_END = Set.of("br", "hr", "input", "link", "meta");

  private HtmlWriter() {}

  static void write(Html html, StringBuilder out) {
    switch (html) {
      case Text(var text) -> escape(text, out);
      case Many(var parts) -> parts.forEach(part -> write(part, out));
      case Element element -> element(element, out);
    }
  }

  private static void element(Element element, StringBuilder out) {
    out.append('<').append(element.name());
    element
        .attributes()
        .forEach(
            (name, value) -> {
              out.append(' ').append(name).append("=\"");
              escape(value, out);
              out.append('"');
            });
    out.append('>');
    if (!WITHOUT_END.contains(element.name())) {
      element.children().forEach(child -> write(child, out));
      out.append("</").append(element.name()).append('>');
    }
  }

  /** Letters that steer a terminal or turn the direction of a line are shown, not obeyed. */
  private static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append((char) letter);
                default -> out.appendCodePoint(isUnseen(letter) ? '\uFFFD' : letter);
              }
            });
  }

  private static boolean isUnseen(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
      default -> false;
    };
  }
}
