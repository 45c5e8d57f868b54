package io.xendisk.domain.label;

import java.util.Locale;

/** Draws a label as SVG, in the size of a common address label: 89 mm by 36 mm. Pure. */
public final class LabelSvg {
  private static final int WIDTH = 89;
  private static final int HEIGHT = 36;
  private static final int QUIET_ZONE = 4;
  private static final double TEXT_LEFT = 35.0;
  private static final double TEXT_WIDTH = 51.0;

  /** How wide a letter of a bold sans serif is, of its height; some are wider, most are not. */
  private static final double LETTER = 0.62;

  private LabelSvg() {}

  /**
   * The drawing.
   *
   * @param code {@link Label#code()} as a QR code, row by row, true where it is dark
   */
  public static String of(Label label, boolean[][] code) {
    var svg = new StringBuilder();
    svg.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$dmm" height="%2$dmm" viewBox="0 0 %1$d %2$d">
        <title>%3$s</title>
        <rect width="%1$d" height="%2$d" fill="white"/>
        """
            .formatted(WIDTH, HEIGHT, escaped(label.name())));
    modules(svg, code);
    double size = Math.min(7.5, TEXT_WIDTH / (LETTER * label.name().length()));
    text(svg, 11, size, "bold", label.name());
    double y = 17;
    for (var line : label.lines()) {
      text(svg, y, Math.min(3.6, TEXT_WIDTH / (LETTER * line.length())), "normal", line);
      y += 4.8;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void modules(StringBuilder svg, boolean[][] code) {
    double side = (double) HEIGHT / (code.length + 2 * QUIET_ZONE);
    svg.append("<path fill=\"black\" shape-rendering=\"crispEdges\" transform=\"scale(")
        .append(number(side))
        .append(")\" d=\"");
    for (int y = 0; y < code.length; y++) {
      for (int x = 0; x < code[y].length; x++) {
        if (code[y][x]) {
          svg.append("M%d %dh1v1h-1z".formatted(x + QUIET_ZONE, y + QUIET_ZONE));
        }
      }
    }
    svg.append("\"/>\n");
  }

  private static void text(StringBuilder svg, double y, double size, String weight, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" font-family=\"sans-serif\" font-size=\"%s\" font-weight=\"%s\">%s</text>\n"
            .formatted(number(TEXT_LEFT), number(y), number(size), weight, escaped(text)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /**
   * Names come from disks: whatever stands in them is text, and what XML cannot hold is left out.
   */
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                  boolean fits = c >= ' ' && c != 0x7f && (c < 0xd800 || c > 0xdfff) && c < 0xfffe;
                  escaped.appendCodePoint(fits || c >= 0x10000 ? c : '?');
                }
              }
            });
    return escaped.toString();
  }
}
