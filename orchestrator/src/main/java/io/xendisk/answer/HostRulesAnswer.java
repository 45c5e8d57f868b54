package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.RuleLine;
import io.xendisk.domain.host.RulesFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code host rules} prints: the file itself on stdout, everything else beside it. */
public record HostRulesAnswer(String host, String uuid, HostRelease release, RulesFile file) {
  private static final int WIDTH = 96;

  public Answer answer(List<String> warnings, LinkName links, boolean explain) {
    var document = Documents.map();
    document.put("host", host);
    document.put("release", release.toString());
    document.put("path", file.path());
    document.put("sum", file.sum());
    document.put("text", file.text());
    document.put("lines", file.lines().stream().map(HostRulesAnswer::line).toList());
    document.put("warnings", warnings);
    var makeSr = makeSr(links);
    Documents.put(document, "makeSr", makeSr);
    var talk = new ArrayList<String>();
    warnings.forEach(warning -> talk.add("warning: " + warning));
    if (makeSr != null) {
      talk.add("the SR of these links, once for each host: " + makeSr);
    }
    return new Answer(
        Exit.DONE,
        document,
        explain ? explained() : file.text().lines().toList(),
        List.of(file.path()),
        talk);
  }

  private static Map<String, Object> line(RuleLine line) {
    var document = Documents.map();
    document.put("text", line.text());
    Documents.put(document, "why", line.why().isEmpty() ? null : line.why());
    return document;
  }

  /** The lines with what they do, as comments: for reading, its sum is another one. */
  private List<String> explained() {
    var text = new ArrayList<String>();
    for (var line : file.lines()) {
      if (!line.why().isEmpty()) {
        text.addAll(comment(line.why()));
      }
      text.add(line.text());
    }
    return text;
  }

  private static List<String> comment(String why) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder("#  ");
    for (var word : why.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("#  ");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The call that makes the SR in which links by model and serial number show up. */
  private @Nullable String makeSr(LinkName links) {
    return switch (links) {
      case KERNEL -> null;
      case MODEL_AND_SERIAL ->
          "xe sr-create host-uuid=%s type=udev content-type=disk shared=false name-label='Removable storage by model and serial number' device-config:location=%s sm-config:type=xendisk"
              .formatted(uuid, links.directory());
    };
  }
}
