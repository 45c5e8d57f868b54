package io.xendisk.cli;

import io.xendisk.domain.Explanation;
import java.io.PrintStream;
import java.util.List;

/** Prints answers and failures: data to stdout, talk to stderr. */
final class Output {
  private static final int WIDTH = 96;

  private final PrintStream out;
  private final PrintStream err;

  Output(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void print(Format format, Answer answer) {
    switch (format) {
      case TABLE -> answer.text().forEach(out::println);
      case JSON -> out.println(DocumentWriter.json(answer.document()));
      case YAML -> out.println(DocumentWriter.yaml(answer.document()));
      case NAME -> answer.names().forEach(out::println);
    }
    out.flush();
    answer.talk().forEach(err::println);
    err.flush();
  }

  void printFailure(Format format, Failure failure) {
    var document = Documents.map();
    document.put("error", Documents.error(failure.explanation(), failure.poolError()));
    document.putAll(failure.members());
    switch (format) {
      case TABLE, NAME -> {
        inWords(failure.explanation()).forEach(err::println);
        failure.talk().forEach(err::println);
      }
      case JSON -> out.println(DocumentWriter.json(document));
      case YAML -> out.println(DocumentWriter.yaml(document));
    }
    out.flush();
    err.flush();
  }

  /** What failed and why, then what to do. */
  static List<String> inWords(Explanation explanation) {
    return List.of(
        wrapped("error: " + explanation.message(), "       "),
        wrapped("       " + explanation.advice(), "       "));
  }

  private static String wrapped(String text, String indent) {
    var lines = new StringBuilder();
    int column = 0;
    for (var word : text.split("(?<=\\S) ", -1)) {
      if (column > 0 && column + word.length() + 1 > WIDTH) {
        lines.append('\n').append(indent);
        column = indent.length();
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }
}
