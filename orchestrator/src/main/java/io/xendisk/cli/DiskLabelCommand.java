package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.label.Label;
import io.xendisk.domain.label.LabelSvg;
import io.xendisk.operation.Found;
import io.xendisk.operation.ShowLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk disk label}; the disk need not be present. */
@Command(
    name = "label",
    description = "Draw a label to print and stick on an enrolled disk: its name, and a QR code.")
final class DiskLabelCommand implements Callable<Integer> {
  @ParentCommand DiskCommand parent;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Where to write the drawing; - for standard output (default).")
  @Nullable String file;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  DiskLabelCommand() {}

  @Override
  public Integer call() {
    return parent.root.withPool(
        surroundings -> {
          var found = new ShowLabel(surroundings).run(disk, DiskNames.text(disk));
          return _ ->
              switch (found) {
                case Found.Not<Label>(var why) -> throw new Failure(Advice.on(why));
                case Found.One<Label>(var label) -> drawn(label);
              };
        });
  }

  private Answer drawn(Label label) {
    var svg = LabelSvg.of(label, parent.root.world().outlets().qrCode(label.code()));
    var to = file == null || file.equals("-") ? null : file;
    if (to != null) {
      write(to, svg);
    }
    var document = Documents.map();
    document.put("label", document(label));
    Documents.put(document, "file", to);
    Documents.put(document, "svg", to == null ? svg : null);
    return new Answer(
        Exit.DONE,
        document,
        List.of(to == null ? svg.stripTrailing() : "drawn  " + to),
        List.of(label.name()),
        List.of());
  }

  private static Map<String, Object> document(Label label) {
    var document = Documents.map();
    document.put("disk", label.name());
    document.put("id", label.id());
    document.put("code", label.code());
    document.put("set", label.set());
    Documents.put(document, "serial", label.serial());
    Documents.put(document, "origin", label.origin());
    return document;
  }

  private static void write(String to, String svg) {
    try {
      Files.writeString(Path.of(to), svg);
    } catch (IOException e) {
      throw new Failure(
          new Explanation(
              "usage",
              Exit.USAGE,
              "the label cannot be written to %s: %s".formatted(to, e.getMessage()),
              "Name a file in a directory that is there and that you may write."));
    }
  }
}
