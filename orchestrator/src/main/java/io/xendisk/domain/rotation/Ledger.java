package io.xendisk.domain.rotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in the pool's {@code other_config} about the disks of one set. An entry is changed by
 * adding its next revision, which of several only one can, and removing the ones before; the
 * highest counts. {@code unreadable} are keys that a newer release wrote, or that are damaged: they
 * are left alone. Immutable.
 */
public record Ledger(String set, Map<String, Stored> byDisk, List<String> unreadable) {
  /** Followed by the set's name and the id of a passport. */
  public static final String KEY = "xendisk:rotation:";

  /** An entry, its revision, and the keys of earlier ones that somebody left behind. */
  public record Stored(LedgerEntry entry, int revision, List<String> older) {
    public Stored {
      older = List.copyOf(older);
    }
  }

  public Ledger {
    byDisk = Map.copyOf(byDisk);
    unreadable = List.copyOf(unreadable);
  }

  public static Ledger of(String set, Map<String, String> notes) {
    var keys =
        Pattern.compile(Pattern.quote(KEY + set + ":") + "([A-Za-z0-9._-]{1,64})~([0-9]{1,9})");
    var byDisk = new HashMap<String, Stored>();
    var unreadable = new ArrayList<String>();
    notes.forEach(
        (key, text) -> {
          var parts = keys.matcher(key);
          if (!parts.matches()) {
            return;
          }
          int revision = Integer.parseInt(parts.group(2));
          switch (LedgerText.read(parts.group(1), text)) {
            case LedgerText.Read.Understood(var entry) ->
                byDisk.merge(
                    entry.disk(),
                    new Stored(entry, revision, List.of()),
                    (a, b) -> newer(set, a, b));
            case LedgerText.Read.Newer _, LedgerText.Read.Damaged _ -> unreadable.add(key);
          }
        });
    return new Ledger(set, byDisk, unreadable.stream().sorted().toList());
  }

  private static Stored newer(String set, Stored one, Stored other) {
    boolean oneIsLast = one.revision > other.revision;
    var last = oneIsLast ? one : other;
    var before = oneIsLast ? other : one;
    var older = new ArrayList<>(one.older);
    older.addAll(other.older);
    older.add(key(set, before.entry.disk(), before.revision));
    return new Stored(last.entry, last.revision, older);
  }

  public Optional<LedgerEntry> entry(String disk) {
    return Optional.ofNullable(byDisk.get(disk)).map(Stored::entry);
  }

  public int revision(String disk) {
    var stored = byDisk.get(disk);
    return stored == null ? 0 : stored.revision;
  }

  public String key(String disk, int revision) {
    return key(set, disk, revision);
  }

  private static String key(String set, String disk, int revision) {
    return KEY + set + ":" + disk + "~" + revision;
  }

  /** The keys of a disk up to a revision that are there. */
  public List<String> keysBelow(String disk, int revision) {
    var stored = byDisk.get(disk);
    if (stored == null) {
      return List.of();
    }
    var keys = new ArrayList<>(stored.older);
    if (stored.revision < revision) {
      keys.add(key(disk, stored.revision));
    }
    return keys;
  }
}
