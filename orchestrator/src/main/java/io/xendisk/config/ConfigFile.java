package io.xendisk.config;

import io.xendisk.domain.NearNames;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads the configuration: YAML, every member known, every value checked where it stands, so that
 * an error names its line. It reads tokens instead of binding data, because a command starts with
 * it. One class, because it walks one stream of tokens. Confined to one thread.
 */
public final class ConfigFile {
  private static final List<String> TOP = List.of("default-pool", "pools");
  private static final List<String> POOL =
      List.of("url", "user", "password", "trust", "host-trust", "known-hosts", "legacyTls", "vms");
  private static final List<String> PASSWORD = List.of("file", "env", "credential");
  private static final List<String> VM = List.of("boot-port", "boot-uptime", "settled-uptime");

  /** Of two members of one name the last would win without a word. */
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern PLACE = Pattern.compile("^ in .*, line (\\d+), column \\d+");

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
    try (var tokens = YAML.createParser(ObjectReadContext.empty(), text(file))) {
      return new ConfigFile(file, knownHosts, tokens).config();
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
    var reasons = new StringJoiner(", ");
    for (var part : e.getOriginalMessage().lines().toList()) {
      var place = PLACE.matcher(part);
      if (place.find()) {
        line = Integer.parseInt(place.group(1));
      } else if (!part.isBlank() && !part.startsWith(" ")) {
        reasons.add(part);
      }
    }
    return new ConfigException("%s:%d: the YAML is wrong: %s".formatted(file, line, reasons));
  }

  private Config config() {
    if (tokens.nextToken() == null || tokens.currentToken() == JsonToken.VALUE_NULL) {
      return Config.EMPTY;
    }
    var pools = new LinkedHashMap<String, PoolSettings>();
    var texts = new LinkedHashMap<String, Scalar>();
    members(
        "the file",
        TOP,
        name -> {
          switch (name) {
            case "default-pool" -> texts.put(name, scalar(name));
            default -> named("pools", "the pools' names", pool -> pools.put(pool, pool(pool)));
          }
        });
    var chosen = texts.get("default-pool");
    if (chosen != null && !pools.containsKey(chosen.text())) {
      throw at(
          chosen.line(),
          "default-pool is '%s', and there is no such pool%s"
              .formatted(chosen.text(), suggestion(chosen.text(), List.copyOf(pools.keySet()))));
    }
    return new Config(chosen == null ? null : chosen.text(), pools);
  }

  private PoolSettings pool(String pool) {
    int line = line();
    var texts = new LinkedHashMap<String, Scalar>();
    var urls = new ArrayList<Scalar>();
    var hosts = new LinkedHashMap<Scalar, Scalar>();
    var password = new ArrayList<PasswordSource>();
    var vms = new LinkedHashMap<String, BootSettings>();
    members(
        "pool '%s'".formatted(pool),
        POOL,
        name -> {
          switch (name) {
            case "url" -> urls.addAll(oneOrSeveral(name));
            case "host-trust" ->
                named(
                    name,
                    "the hosts' addresses",
                    host -> hosts.put(new Scalar(host, line()), scalar(host)));
            case "password" -> password.add(password());
            case "vms" -> named("vms", "the VMs' names", vm -> vms.put(vm, vm(vm)));
            default -> texts.put(name, scalar(name));
          }
        });
    if (urls.isEmpty()) {
      throw at(line, "pool '%s' needs a url, such as https://xs1.example.org".formatted(pool));
    }
    value(texts, "legacyTls", ConfigFile::refuseLegacyTls);
    var user = texts.get("user");
    return new PoolSettings(
        reach(urls, hosts, texts),
        user == null ? "root" : user.text(),
        password.isEmpty() ? null : password.getFirst(),
        vms);
  }

  private Reach reach(List<Scalar> urls, Map<Scalar, Scalar> hosts, Map<String, Scalar> texts) {
    var own = value(texts, "known-hosts", Path::of);
    var file = own.orElse(knownHosts);
    var trust =
        value(texts, "trust", text -> Trust.parse(text, file)).orElseGet(Trust.SystemStore::new);
    var hostTrust = new LinkedHashMap<String, Trust>();
    hosts.forEach(
        (host, text) ->
            checked(
                host.line(),
                () -> hostTrust.put(Reach.hostOf(host.text()), Trust.parse(text.text(), file))));
    var checkedUrls = new ArrayList<URI>();
    for (var url : urls) {
      checkedUrls.add(
          checked(url.line(), () -> Reach.of(url(url.text()), trust).urls().getFirst()));
    }
    return new Reach(checkedUrls, trust, hostTrust, own.orElse(null));
  }

  /** What Java cannot do for one pool alone is refused, not done halfway (docs/adr/0023). */
  private static boolean refuseLegacyTls(String text) {
    return switch (text) {
      case "false" -> false;
      case "true" ->
          throw new IllegalArgumentException(
              "legacyTls cannot be had: Java allows TLS 1.0 to the whole process or not at all,"
                  + " which would weaken every other pool. A host of 6.2 or before is reached by"
                  + " url: http://HOST, but then anybody on the way can read the password");
      default ->
          throw new IllegalArgumentException(
              "legacyTls is true or false, not '%s'".formatted(text));
    };
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not a URL, such as https://xs1.example.org: %s".formatted(text, e.getReason()),
          e);
    }
  }

  private PasswordSource password() {
    int line = line();
    var sources = new ArrayList<PasswordSource>();
    members("password", PASSWORD, kind -> sources.add(password(kind, scalar(kind).text())));
    if (sources.size() != 1) {
      throw at(line, "password names %d places; name one".formatted(sources.size()) + of(PASSWORD));
    }
    return sources.getFirst();
  }

  private static PasswordSource password(String kind, String value) {
    return switch (kind) {
      case "file" -> new PasswordSource.InFile(Path.of(value));
      case "env" -> new PasswordSource.InEnvironment(value);
      default -> new PasswordSource.InCredential(value);
    };
  }

  private BootSettings vm(String vm) {
    var texts = new LinkedHashMap<String, Scalar>();
    members("VM '%s'".formatted(vm), VM, name -> texts.put(name, scalar(name)));
    return new BootSettings(
        value(texts, "settled-uptime", Durations::parse).orElse(BootSettings.DEFAULT.settled()),
        value(texts, "boot-port", BootSettings.GuestPort::parse).orElse(null),
        value(texts, "boot-uptime", Durations::parse).orElse(null));
  }

  /** What a text means, checked where it stands. */
  private <T> Optional<T> value(
      Map<String, Scalar> texts, String name, Function<String, T> meaning) {
    return Optional.ofNullable(texts.get(name))
        .map(scalar -> checked(scalar.line(), () -> meaning.apply(scalar.text())));
  }

  /** Reads a mapping whose members all have known names. */
  private void members(String what, List<String> known, Member member) {
    named(
        what,
        String.join(", ", known),
        name -> {
          if (!known.contains(name)) {
            throw at(line(), "'%s' is not known here%s".formatted(name, suggestion(name, known)));
          }
          member.read(name);
        });
  }

  /** Reads a mapping; {@code member} is called with the parser on each value. */
  private void named(String what, String names, Member member) {
    if (tokens.currentToken() != JsonToken.START_OBJECT) {
      throw at(
          line(),
          "%s has to hold names and values, on lines of their own: %s".formatted(what, names));
    }
    while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = tokens.currentName();
      tokens.nextToken();
      member.read(name);
    }
  }

  /** A single value, or a list of them. */
  private List<Scalar> oneOrSeveral(String name) {
    if (tokens.currentToken() != JsonToken.START_ARRAY) {
      return List.of(scalar(name));
    }
    var values = new ArrayList<Scalar>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      values.add(scalar(name));
    }
    return values;
  }

  private Scalar scalar(String name) {
    if (!tokens.currentToken().isScalarValue() || tokens.currentToken() == JsonToken.VALUE_NULL) {
      throw at(line(), "'%s' has to be a single value, on the same line".formatted(name));
    }
    return new Scalar(tokens.getString(), line());
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
    return near.isEmpty() ? of(known) : "; did you mean %s?".formatted(near.getFirst());
  }

  private static String of(List<String> known) {
    return "; known are " + String.join(", ", known);
  }

  /** A single value and the line that it stands on. */
  private record Scalar(String text, int line) {}

  /** Reads the value of one member. */
  @FunctionalInterface
  private interface Member {
    void read(String name);
  }
}
