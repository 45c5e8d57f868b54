package io.xendisk.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads where a password or another secret is kept. Stateless. */
final class PasswordSection {
  private static final List<String> KINDS = List.of("file", "env", "credential");

  private PasswordSection() {}

  static PasswordSource read(YamlTokens yaml, String name) {
    var place = yaml.here();
    var sources = new ArrayList<PasswordSource>();
    yaml.members(name, KINDS, kind -> sources.add(source(kind, yaml.scalar(kind).text())));
    if (sources.size() != 1) {
      throw yaml.at(
          place,
          "%s names %d places; name one".formatted(name, sources.size()) + YamlTokens.of(KINDS));
    }
    return sources.getFirst();
  }

  private static PasswordSource source(String kind, String value) {
    return switch (kind) {
      case "file" -> new PasswordSource.InFile(Path.of(value));
      case "env" -> new PasswordSource.InEnvironment(value);
      default -> new PasswordSource.InCredential(value);
    };
  }
}
