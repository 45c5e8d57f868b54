package io.xendisk.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Opens a YAML file; what is wrong with it is said with its place. Stateless. */
final class YamlFile {
  /** Of two members of one name the last would win without a word. */
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern PLACE = Pattern.compile("^ in .*, line (\\d+), column (\\d+)");

  private YamlFile() {}

  /**
   * Reads it.
   *
   * @throws ConfigException if it cannot be read, or is no YAML
   */
  static <T> T read(Path file, Function<YamlTokens, T> meaning) {
    try (var tokens = YAML.createParser(ObjectReadContext.empty(), text(file))) {
      return meaning.apply(new YamlTokens(file, tokens));
    } catch (JacksonException e) {
      throw wrongYaml(file, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException("%s cannot be read: there is no such file".formatted(file));
    } catch (CharacterCodingException e) {
      throw new ConfigException("%s cannot be read: it is no UTF-8 text".formatted(file));
    } catch (IOException e) {
      throw new ConfigException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /** The parser shows the place in lines of their own that begin with a blank; the last counts. */
  private static ConfigException wrongYaml(Path file, JacksonException e) {
    int line = e.getLocation().getLineNr();
    int column = e.getLocation().getColumnNr();
    var reasons = new StringJoiner(", ");
    for (var part : e.getOriginalMessage().lines().toList()) {
      var place = PLACE.matcher(part);
      if (place.find()) {
        line = Integer.parseInt(place.group(1));
        column = Integer.parseInt(place.group(2));
      } else if (!part.isBlank() && !part.startsWith(" ")) {
        reasons.add(part);
      }
    }
    return new ConfigException(
        "%s:%d:%d: the YAML is wrong: %s".formatted(file, line, column, reasons));
  }
}
