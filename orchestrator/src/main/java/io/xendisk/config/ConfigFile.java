package io.xendisk.config;

import io.xendisk.config.YamlTokens.Scalar;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.xenapi.Trust;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration: YAML, every member known, every value checked where it stands, so that
 * an error names its line and column. It reads tokens instead of binding data, because a command
 * starts with it. Sections of their own have classes of their own. Confined to one thread.
 */
public final class ConfigFile {
  private static final List<String> TOP =
      List.of("default-pool", "pools", "notify", "service", "database", "history");
  private static final List<String> POOL =
      List.of(
          "url",
          "user",
          "password",
          "trust",
          "host-trust",
          "known-hosts",
          "legacyTls",
          "vms",
          "rotations",
          "attachments");

  private final Path knownHosts;
  private final YamlTokens yaml;

  private ConfigFile(Path knownHosts, YamlTokens yaml) {
    this.knownHosts = knownHosts;
    this.yaml = yaml;
  }

  /**
   * Reads a file.
   *
   * @param knownHosts where {@code trust: tofu} keeps what it saw
   * @throws ConfigException if it cannot be read, or holds what cannot be used
   */
  public static Config read(Path file, Path knownHosts) {
    return YamlFile.read(file, yaml -> new ConfigFile(knownHosts, yaml).config());
  }

  private Config config() {
    if (!yaml.begin()) {
      return Config.EMPTY;
    }
    var pools = new LinkedHashMap<String, PoolSettings>();
    var texts = new LinkedHashMap<String, Scalar>();
    var notices = new ArrayList<NotifySettings>();
    var services = new ArrayList<ServiceSettings>();
    var databases = new ArrayList<DatabaseSource>();
    var keeps = new ArrayList<Duration>();
    yaml.members(
        "the file",
        TOP,
        name -> {
          switch (name) {
            case "default-pool" -> texts.put(name, yaml.scalar(name));
            case "notify" -> notices.add(NotifySection.read(yaml));
            case "service" -> services.add(ServiceSection.read(yaml));
            case "database" -> databases.add(HistorySection.database(yaml));
            case "history" -> keeps.add(HistorySection.keep(yaml));
            default -> yaml.named("pools", "the pools' names", pool -> pools.put(pool, pool(pool)));
          }
        });
    var chosen = texts.get("default-pool");
    if (chosen != null && !pools.containsKey(chosen.text())) {
      throw yaml.at(
          chosen.place(),
          "default-pool is '%s', and there is no such pool%s"
              .formatted(
                  chosen.text(),
                  YamlTokens.suggestion(chosen.text(), List.copyOf(pools.keySet()))));
    }
    return new Config(
        chosen == null ? null : chosen.text(),
        pools,
        notices.isEmpty() ? NotifySettings.NOBODY : notices.getFirst(),
        services.isEmpty() ? ServiceSettings.DEFAULT : services.getFirst(),
        history(databases, keeps));
  }

  private static HistorySettings history(List<DatabaseSource> databases, List<Duration> keeps) {
    var other = HistorySettings.DEFAULT;
    other = databases.isEmpty() ? other : other.in(databases.getFirst());
    return keeps.isEmpty() ? other : other.keeping(keeps.getFirst());
  }

  private PoolSettings pool(String pool) {
    var place = yaml.here();
    var texts = new LinkedHashMap<String, Scalar>();
    var urls = new ArrayList<Scalar>();
    var hosts = new LinkedHashMap<Scalar, Scalar>();
    var password = new ArrayList<PasswordSource>();
    var vms = new LinkedHashMap<String, VmSettings>();
    var rotations = new LinkedHashMap<String, RotationSet>();
    var attachments = new ArrayList<Declaration>();
    yaml.members(
        "pool '%s'".formatted(pool),
        POOL,
        name -> {
          switch (name) {
            case "url" -> urls.addAll(yaml.oneOrSeveral(name));
            case "host-trust" ->
                yaml.named(
                    name,
                    "the hosts' addresses",
                    host -> hosts.put(new Scalar(host, yaml.here()), yaml.scalar(host)));
            case "password" -> password.add(PasswordSection.read(yaml, name));
            case "vms" ->
                yaml.named("vms", "the VMs' names", vm -> vms.put(vm, VmSection.read(yaml, vm)));
            case "attachments" -> attachments.addAll(AttachmentsSection.read(yaml));
            case "rotations" ->
                yaml.named(
                    name,
                    "the sets' names",
                    set -> rotations.put(set, new RotationSection(yaml).read(set)));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    if (urls.isEmpty()) {
      throw yaml.at(
          place, "pool '%s' needs a url, such as https://xs1.example.org".formatted(pool));
    }
    yaml.value(texts, "legacyTls", ConfigFile::refuseLegacyTls);
    var user = texts.get("user");
    return new PoolSettings(
        reach(urls, hosts, texts),
        user == null ? "root" : user.text(),
        password.isEmpty() ? null : password.getFirst(),
        vms,
        rotations,
        attachments);
  }

  private Reach reach(List<Scalar> urls, Map<Scalar, Scalar> hosts, Map<String, Scalar> texts) {
    var own = yaml.value(texts, "known-hosts", Path::of);
    var file = own.orElse(knownHosts);
    var trust =
        yaml.value(texts, "trust", text -> Trust.parse(text, file))
            .orElseGet(Trust.SystemStore::new);
    var hostTrust = new LinkedHashMap<String, Trust>();
    hosts.forEach(
        (host, text) ->
            yaml.checked(
                host.place(),
                () -> hostTrust.put(Reach.hostOf(host.text()), Trust.parse(text.text(), file))));
    var checkedUrls = new ArrayList<URI>();
    for (var url : urls) {
      checkedUrls.add(
          yaml.checked(url.place(), () -> Reach.of(url(url.text()), trust).urls().getFirst()));
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
}
