package io.xendisk.config;

import io.xendisk.config.YamlTokens.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads the sections {@code database} and {@code history}. Stateless. */
final class HistorySection {
  private static final String SQLITE = "sqlite:";
  private static final List<String> DATABASE = List.of("url", "user", "password");
  private static final List<String> HISTORY = List.of("keep");

  private HistorySection() {}

  static DatabaseSource database(YamlTokens yaml) {
    var place = yaml.here();
    var texts = new LinkedHashMap<String, Scalar>();
    var passwords = new ArrayList<PasswordSource>();
    yaml.members(
        "database",
        DATABASE,
        name -> {
          switch (name) {
            case "password" -> passwords.add(PasswordSection.read(yaml, name));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    var url =
        yaml.value(texts, "url", DatabaseSource::checkedUrl)
            .orElseThrow(
                () ->
                    yaml.at(place, "database needs a url: sqlite:FILE or postgresql://HOST/NAME"));
    var user = texts.get("user");
    if (!url.startsWith(SQLITE)) {
      return new DatabaseSource.Postgres(
          url,
          user == null ? null : user.text(),
          passwords.isEmpty() ? null : passwords.getFirst());
    }
    if (user != null || !passwords.isEmpty()) {
      throw yaml.at(place, "a file of SQLite has no user and no password");
    }
    return new DatabaseSource.Sqlite(Path.of(url.substring(SQLITE.length())));
  }

  static Duration keep(YamlTokens yaml) {
    var texts = new LinkedHashMap<String, Scalar>();
    yaml.members("history", HISTORY, name -> texts.put(name, yaml.scalar(name)));
    return yaml.value(texts, "keep", HistorySection::atLeastADay)
        .orElse(HistorySettings.DEFAULT.keep());
  }

  private static Duration atLeastADay(String text) {
    return HistorySettings.DEFAULT.keeping(Durations.parse(text)).keep();
  }
}
