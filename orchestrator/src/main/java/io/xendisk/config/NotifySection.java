package io.xendisk.config;

import io.xendisk.config.NotifySettings.RouteSettings;
import io.xendisk.config.YamlTokens.Place;
import io.xendisk.config.YamlTokens.Scalar;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Route;
import io.xendisk.domain.tell.Severity;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the section {@code notify}: who is told what, and how. Confined to one thread. */
final class NotifySection {
  private static final List<String> MEMBERS = List.of("time-zone", "templates", "routes");
  private static final List<String> ROUTE =
      List.of("message", "mail", "webhook", "command", "timeout", "at-least", "events", "digest");

  private final YamlTokens yaml;

  private NotifySection(YamlTokens yaml) {
    this.yaml = yaml;
  }

  static NotifySettings read(YamlTokens yaml) {
    return new NotifySection(yaml).settings();
  }

  private NotifySettings settings() {
    var texts = new LinkedHashMap<String, Scalar>();
    var routes = new ArrayList<RouteSettings>();
    yaml.members(
        "notify",
        MEMBERS,
        name -> {
          switch (name) {
            case "routes" ->
                yaml.named(name, "the routes' names", route -> routes.add(route(route)));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    return new NotifySettings(
        yaml.value(texts, "time-zone", TimeZones::parse).orElse(null),
        yaml.value(texts, "templates", Path::of).orElse(null),
        routes);
  }

  private RouteSettings route(String route) {
    var place = yaml.here();
    var texts = new LinkedHashMap<String, Scalar>();
    var channels = new ArrayList<Channel>();
    var commands = new ArrayList<List<Scalar>>();
    var kinds = EnumSet.noneOf(NewsKind.class);
    yaml.members(
        "route '%s'".formatted(route),
        ROUTE,
        name -> {
          switch (name) {
            case "mail", "webhook" -> channels.add(new ChannelSection(yaml).channel(name));
            case "command" -> commands.add(yaml.oneOrSeveral(name));
            case "events" -> yaml.oneOrSeveral(name).forEach(word -> kinds.add(kind(word)));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    if (texts.containsKey("message")) {
      channels.add(yaml.value(texts, "message", NotifySection::message).orElseThrow());
    }
    var timeout =
        yaml.value(texts, "timeout", Durations::parse).orElse(ChannelSection.COMMAND_TIMEOUT);
    commands.forEach(
        words ->
            channels.add(new Channel.Command(words.stream().map(Scalar::text).toList(), timeout)));
    if (channels.size() != 1) {
      throw yaml.at(
          place,
          "route '%s' names %d ways to tell people; name one of message, mail, webhook, command"
              .formatted(route, channels.size()));
    }
    return new RouteSettings(filter(place, route, texts, kinds), channels.getFirst());
  }

  private Route filter(Place place, String route, Map<String, Scalar> texts, Set<NewsKind> kinds) {
    var from = yaml.value(texts, "at-least", NotifySection::severity).orElse(Severity.INFO);
    var digest = yaml.value(texts, "digest", NotifySection::time).orElse(null);
    return yaml.checked(place, () -> new Route(route, from, kinds, digest));
  }

  private NewsKind kind(Scalar word) {
    return NewsKind.of(word.text())
        .filter(kind -> NewsKind.words().contains(kind.word()))
        .orElseThrow(
            () ->
                yaml.at(
                    word.place(),
                    "'%s' is no event%s"
                        .formatted(
                            word.text(), YamlTokens.suggestion(word.text(), NewsKind.words()))));
  }

  private static Channel message(String text) {
    if (!text.equals("vm")) {
      throw new IllegalArgumentException(
          "message is 'vm', for a message in the pool beside the VM, not '%s'".formatted(text));
    }
    return new Channel.PoolMessage();
  }

  private static Severity severity(String text) {
    return Stream.of(Severity.values())
        .filter(severity -> severity.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "at-least is info, warning or critical, not '%s'".formatted(text)));
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time of day; write it as \"07:00\"".formatted(text), e);
    }
  }
}
