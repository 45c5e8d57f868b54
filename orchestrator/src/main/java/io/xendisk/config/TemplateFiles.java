package io.xendisk.config;

import io.xendisk.domain.NearNames;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Template;
import io.xendisk.domain.tell.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.stream.Stream;

/** Reads words that take the place of the built-in ones: {@code EVENT.txt} each. Stateless. */
public final class TemplateFiles {
  private static final String ENDING = ".txt";

  private TemplateFiles() {}

  /**
   * Reads a directory.
   *
   * @throws ConfigException if it cannot be read, or a file in it is of no use
   */
  public static Templates read(Path directory) {
    var own = new EnumMap<NewsKind, Template>(NewsKind.class);
    try (var files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      for (var file : files) {
        own.put(kind(file), template(file));
      }
      return new Templates(own);
    } catch (IOException e) {
      throw new ConfigException(
          "the templates in %s cannot be read: %s".formatted(directory, e.getMessage()));
    }
  }

  private static NewsKind kind(Path file) {
    var name = file.getFileName().toString();
    var word = name.substring(0, name.length() - ENDING.length());
    return NewsKind.of(word)
        .orElseThrow(
            () -> {
              var words = Stream.of(NewsKind.values()).map(NewsKind::word).toList();
              var near = NearNames.to(word, words);
              return new ConfigException(
                  "%s: no event is called '%s'; %s"
                      .formatted(
                          file,
                          word,
                          near.isEmpty()
                              ? "known are " + String.join(", ", words)
                              : "did you mean %s?".formatted(near.getFirst())));
            });
  }

  private static Template template(Path file) throws IOException {
    try {
      return Template.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new ConfigException("%s: %s".formatted(file, e.getMessage()));
    }
  }
}
