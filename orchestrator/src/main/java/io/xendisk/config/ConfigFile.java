package io.xendisk.config;

import io.xendisk.domain.NearNames;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads the configuration: YAML, every member known, every value checked where it stands, so that
 * an error names its line. It reads tokens instead of binding data, because a command starts with
 * it. Confined to one thread.
 */
public final class ConfigFile {
  private static final List<String> TOP = List.of("default-pool", "pools");
  private static final List<String> POOL = List.of("url", "user", "password", "trust", "vms");
  private static final List<String> PASSWORD = List.of("file", "env", "credential");
  private static final List<String> VM = List.of("boot-port", "boot-uptime", "settled-uptime");

  private final Path file;
  private final Path knownHosts;
  private final JsonParser tokens;

  private ConfigFile(Path file, Path knownHosts, JsonParser tokens) {
    this.file = file;
    this.knownHosts = knownHosts;
    this.tokens = tokens;
  }

  /**
   * Reads a file.
   *
   * @param knownHosts where {@code trust: tofu} keeps what it saw
   * @throws ConfigException if it cannot be read, or holds what cannot be used
   */
  public static Config read(Path file, Path knownHosts) {
    try (var text = Files.newBufferedReader(file);
        var tokens = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return new ConfigFile(file, knownHosts, tokens).config();
    } catch (IOException e) {
      throw new ConfigException("%s cannot be read: %s".formatted(file, reason(e)));
    } catch (JacksonException e) {
      throw new ConfigException(
          "%s:%d: this is no YAML: %s"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.toString();
  }

  private Config config() {
    if (tokens.nextToken() == null || tokens.currentToken() == JsonToken.VALUE_NULL) {
      return Config.EMPTY;
    }
    var pools = new LinkedHashMap<String, PoolSettings>();
    var defaultPool = new ArrayList<String>();
    members(
        TOP,
        name -> {
          switch (name) {
            case "default-pool" -> defaultPool.add(text(name));
            default -> named("pools", pool -> pools.put(pool, pool()));
          }
        });
    var chosen = defaultPool.isEmpty() ? null : defaultPool.getFirst();
    if (chosen != null && !pools.containsKey(chosen)) {
      throw new ConfigException(
          "%s: default-pool is '%s', and there is no such pool%s"
              .formatted(file, chosen, suggestion(chosen, List.copyOf(pools.keySet()))));
    }
    return new Config(chosen, pools);
  }

  private PoolSettings pool() {
    int line = line();
    var texts = new LinkedHashMap<String, String>();
    var password = new ArrayList<PasswordSource>();
    var vms = new LinkedHashMap<String, BootSettings>();
    members(
        POOL,
        name -> {
          switch (name) {
            case "password" -> members(PASSWORD, kind -> password.add(password(kind, text(kind))));
            case "vms" -> named("vms", vm -> vms.put(vm, vm()));
            default -> texts.put(name, text(name));
          }
        });
    var url = texts.get("url");
    if (url == null) {
      throw at(line, "a pool needs a url, such as https://xs1.example.org");
    }
    return checked(
        line,
        () ->
            new PoolSettings(
                URI.create(url),
                texts.getOrDefault("user", "root"),
                password.isEmpty() ? null : password.getFirst(),
                Trust.parse(texts.getOrDefault("trust", "system"), knownHosts),
                vms));
  }

  private static PasswordSource password(String kind, String value) {
    return switch (kind) {
      case "file" -> new PasswordSource.InFile(Path.of(value));
      case "env" -> new PasswordSource.InEnvironment(value);
      default -> new PasswordSource.InCredential(value);
    };
  }

  private BootSettings vm() {
    int line = line();
    var texts = new LinkedHashMap<String, String>();
    members(VM, name -> texts.put(name, text(name)));
    var port = texts.get("boot-port");
    return checked(
        line,
        () ->
            new BootSettings(
                duration(texts, "settled-uptime", BootSettings.DEFAULT.settled()),
                port == null ? null : BootSettings.GuestPort.parse(port),
                texts.containsKey("boot-uptime")
                    ? duration(texts, "boot-uptime", Duration.ZERO)
                    : null));
  }

  private static Duration duration(Map<String, String> texts, String name, Duration otherwise) {
    var text = texts.get(name);
    return text == null ? otherwise : Durations.parse(text);
  }

  /** Reads a mapping whose members all have known names. */
  private void members(List<String> known, Member member) {
    named(
        "",
        name -> {
          if (!known.contains(name)) {
            throw at(line(), "'%s' is not known here%s".formatted(name, suggestion(name, known)));
          }
          member.read(name);
        });
  }

  /** Reads a mapping; {@code member} is called with the parser on each value. */
  private void named(String what, Member member) {
    if (tokens.currentToken() != JsonToken.START_OBJECT) {
      throw at(line(), "%s has to hold names and values".formatted(what.isEmpty() ? "this" : what));
    }
    while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = tokens.currentName();
      tokens.nextToken();
      member.read(name);
    }
  }

  private String text(String name) {
    if (!tokens.currentToken().isScalarValue() || tokens.currentToken() == JsonToken.VALUE_NULL) {
      throw at(line(), "'%s' has to be a single value".formatted(name));
    }
    return tokens.getString();
  }

  private int line() {
    return tokens.currentTokenLocation().getLineNr();
  }

  private <T> T checked(int line, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw at(line, String.valueOf(e.getMessage()));
    }
  }

  private ConfigException at(int line, String what) {
    return new ConfigException("%s:%d: %s".formatted(file, line, what));
  }

  private static String suggestion(@Nullable String name, List<String> known) {
    if (name == null || known.isEmpty()) {
      return "";
    }
    var near = NearNames.to(name, known);
    return near.isEmpty()
        ? "; known are " + String.join(", ", known)
        : "; did you mean %s?".formatted(near.getFirst());
  }

  /** Reads the value of one member. */
  @FunctionalInterface
  private interface Member {
    void read(String name);
  }
}
