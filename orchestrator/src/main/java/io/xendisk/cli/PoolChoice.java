package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.config.Config;
import io.xendisk.config.ConfigException;
import io.xendisk.config.ConfigFile;
import io.xendisk.config.PasswordSource;
import io.xendisk.config.PoolSettings;
import io.xendisk.config.Reach;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.NearNames;
import io.xendisk.xenapi.Trust;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the pool that is meant: by options, else by the environment, else by the configuration.
 * Immutable.
 */
final class PoolChoice {
  private static final Path SYSTEM_WIDE = Path.of("/etc/xendisk/config.yaml");

  private final GlobalOptions options;
  private final Map<String, String> environment;
  private final Path home;

  PoolChoice(GlobalOptions options, World world) {
    this.options = options;
    this.environment = world.environment();
    this.home = world.home();
  }

  PoolSettings pool() {
    if (options.pool != null && options.url != null) {
      throw usage("--pool and --url both say which pool is meant", "Leave one of them out.");
    }
    if (options.pool != null) {
      return overridden(named(config(), options.pool));
    }
    var url = Optional.ofNullable(options.url).or(() -> environment("XENDISK_URL"));
    if (url.isPresent()) {
      return byUrl(url.get());
    }
    var config = config();
    if (config.defaultPool() != null) {
      return overridden(named(config, config.defaultPool()));
    }
    if (config.pools().size() == 1) {
      return overridden(config.pools().values().iterator().next());
    }
    throw usage(
        "no pool is named",
        "Say --url https://HOST --user NAME --password-file FILE, or name a pool of the"
            + " configuration with --pool. To see what xendisk does without a pool: `xendisk"
            + " demo`.");
  }

  /** Every pool that a service is to serve, by its name: all of the configuration, or the one. */
  Map<String, PoolSettings> pools() {
    var config = config();
    if (options.pool != null || options.url != null || config.pools().isEmpty()) {
      var one = pool();
      var name = options.pool == null ? one.url().getHost() : options.pool;
      return Map.of(name, one);
    }
    var all = new LinkedHashMap<String, PoolSettings>();
    config.pools().forEach((name, settings) -> all.put(name, overridden(settings)));
    return all;
  }

  private PoolSettings byUrl(String url) {
    try {
      return new PoolSettings(
          Reach.of(
              URI.create(url.contains("://") ? url : "https://" + url),
              trust(knownHosts()).orElseGet(Trust.SystemStore::new)),
          user().orElse("root"),
          password().orElse(null),
          Map.of(),
          Map.of(),
          List.of());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), "A URL looks like https://xs1.example.org.");
    }
  }

  private PoolSettings overridden(PoolSettings settings) {
    var password = settings.password() == null ? password() : optionPassword();
    var reach = settings.reach();
    var file = Optional.ofNullable(reach.knownHosts()).orElseGet(this::knownHosts);
    return new PoolSettings(
        trust(file).map(reach::with).orElse(reach),
        Optional.ofNullable(options.user).orElse(settings.user()),
        password.orElse(settings.password()),
        settings.vms(),
        settings.rotations(),
        settings.attachments());
  }

  private static PoolSettings named(Config config, String name) {
    var settings = config.pools().get(name);
    if (settings == null) {
      var near = NearNames.to(name, config.pools().keySet());
      throw usage(
          "the configuration has no pool '%s'".formatted(name),
          near.isEmpty()
              ? "It has: %s.".formatted(String.join(", ", config.pools().keySet()))
              : "Near: %s.".formatted(String.join(", ", near)));
    }
    return settings;
  }

  /** The files that decide who gets the password of a pool, and the one that holds it. */
  OwnFiles files(PoolSettings settings) {
    var secrets =
        settings.password() instanceof PasswordSource.InFile(var file)
            ? List.of(file)
            : List.<Path>of();
    var known = Optional.ofNullable(settings.reach().knownHosts()).orElseGet(this::knownHosts);
    return new OwnFiles(secrets, Stream.concat(configFile().stream(), Stream.of(known)).toList());
  }

  private Optional<Path> configFile() {
    return Optional.ofNullable(options.config)
        .or(this::environmentConfig)
        .or(() -> Stream.of(userConfig(), SYSTEM_WIDE).filter(Files::isRegularFile).findFirst());
  }

  /** The configuration; an empty one where there is no file. */
  Config config() {
    try {
      return configFile().map(file -> ConfigFile.read(file, knownHosts())).orElse(Config.EMPTY);
    } catch (ConfigException e) {
      throw usage(
          String.valueOf(e.getMessage()), "Mend the file; docs/configuration.md shows one.");
    }
  }

  private Optional<Path> environmentConfig() {
    return environment("XENDISK_CONFIG").map(Path::of);
  }

  private Path userConfig() {
    return ofUser("config.yaml");
  }

  private Path knownHosts() {
    return ofUser("known_hosts");
  }

  /** Whom the command line says to trust; the system's authorities where it says nothing. */
  Trust trustOr(Trust otherwise) {
    return trust(knownHosts()).orElse(otherwise);
  }

  private Path ofUser(String file) {
    return environment("XDG_CONFIG_HOME")
        .map(Path::of)
        .orElse(home.resolve(".config"))
        .resolve("xendisk")
        .resolve(file);
  }

  private Optional<String> user() {
    return Optional.ofNullable(options.user).or(() -> environment("XENDISK_USER"));
  }

  private Optional<Trust> trust(Path knownHosts) {
    try {
      return Optional.ofNullable(options.trust).map(text -> Trust.parse(text, knownHosts));
    } catch (IllegalArgumentException e) {
      throw usage("--trust: " + e.getMessage(), "`xendisk help` lists the choices.");
    }
  }

  private Optional<PasswordSource> optionPassword() {
    return Optional.ofNullable(options.passwordFile).map(PasswordSource.InFile::new);
  }

  private Optional<PasswordSource> password() {
    return optionPassword()
        .or(
            () ->
                environment("XENDISK_PASSWORD_FILE")
                    .map(file -> new PasswordSource.InFile(Path.of(file))))
        .or(
            () ->
                environment("XENDISK_PASSWORD")
                    .map(_ -> new PasswordSource.InEnvironment("XENDISK_PASSWORD")));
  }

  private Optional<String> environment(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  static Failure usage(String message, String advice) {
    return new Failure(new Explanation("usage", Exit.USAGE, message, advice));
  }
}
