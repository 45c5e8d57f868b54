package io.xendisk.domain.disk.passport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The passports that stand in an {@code other_config}. One that is changed is written under a new
 * revision before the last is removed, so that no moment is without it; the highest counts. {@code
 * unreadable} are keys whose values a newer release wrote, or that are damaged: they are left
 * alone. Immutable.
 */
public record StoredPassports(Map<String, Stored> byId, List<String> unreadable) {
  public static final StoredPassports NONE = new StoredPassports(Map.of(), List.of());

  private static final Pattern KEYS =
      Pattern.compile(Pattern.quote(PassportText.KEY) + "([A-Za-z0-9._-]{1,64})(?:~([0-9]{1,9}))?");

  /** A passport and under which revision it stands. */
  public record Stored(Passport passport, int revision) {
    public String key() {
      return keyOf(passport.id(), revision);
    }

    /** The key of the passport that takes its place. */
    public String nextKey() {
      return keyOf(passport.id(), revision + 1);
    }
  }

  public StoredPassports {
    byId = Map.copyOf(byId);
    unreadable = List.copyOf(unreadable);
  }

  /** The key under which a passport stands that was never changed. */
  public static String keyOf(Passport passport) {
    return keyOf(passport.id(), 1);
  }

  private static String keyOf(String id, int revision) {
    return PassportText.KEY + id + (revision == 1 ? "" : "~" + revision);
  }

  public static StoredPassports in(Map<String, String> otherConfig) {
    var byId = new HashMap<String, Stored>();
    var unreadable = new ArrayList<String>();
    otherConfig.forEach(
        (key, value) -> {
          var parts = KEYS.matcher(key);
          if (!parts.matches()) {
            return;
          }
          int revision = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
          switch (PassportText.read(parts.group(1), value)) {
            case PassportText.Read.Understood(var passport) ->
                byId.merge(
                    passport.id(),
                    new Stored(passport, revision),
                    (one, other) -> one.revision > other.revision ? one : other);
            case PassportText.Read.Newer _, PassportText.Read.Damaged _ -> unreadable.add(key);
          }
        });
    return new StoredPassports(byId, unreadable.stream().sorted().toList());
  }

  public List<Passport> all() {
    return byId.values().stream().map(Stored::passport).toList();
  }

  /** Those that were kept on this VM, by it. */
  public StoredPassports ofVm(String vmUuid) {
    var own = new HashMap<>(byId);
    own.values().removeIf(stored -> !stored.passport.isKeptOn(vmUuid));
    return new StoredPassports(own, unreadable);
  }

  /** The passport that was enrolled by this name. */
  public Optional<Stored> named(String name) {
    return byId.values().stream().filter(stored -> stored.passport.name().equals(name)).findFirst();
  }

  /** These and others, from another place. */
  public StoredPassports and(Collection<StoredPassports> others) {
    var all = new HashMap<String, Stored>();
    var bad = new ArrayList<>(unreadable);
    others.forEach(
        other -> {
          all.putAll(other.byId);
          bad.addAll(other.unreadable);
        });
    all.putAll(byId);
    return new StoredPassports(all, bad);
  }
}
