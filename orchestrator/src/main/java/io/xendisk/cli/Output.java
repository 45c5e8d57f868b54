package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Prose;
import java.io.PrintStream;

/** Prints answers and failures: data to stdout, talk to stderr. */
final class Output {
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
        Prose.of(failure.explanation()).forEach(err::println);
        failure.talk().forEach(err::println);
      }
      case JSON -> out.println(DocumentWriter.json(document));
      case YAML -> out.println(DocumentWriter.yaml(document));
    }
    out.flush();
    err.flush();
  }
}
