package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.WWN;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two or more disks, present at the same time, that show one identity: a clone, or a serial number
 * that is none. Whatever names that identity names neither of them. Immutable.
 *
 * <p>Only disks on live hosts count (R4), and no USB serial: a dock shows its own for whatever is
 * in it.
 */
public record Twins(EvidenceKind kind, String value, List<String> disks) {
  private static final List<EvidenceKind> ONE_OF_A_KIND =
      List.of(SERIAL, WWN, FILESYSTEM, PARTITION_TABLE);

  public Twins {
    disks = List.copyOf(disks);
    if (disks.size() < 2) {
      throw new IllegalArgumentException("twins are two disks or more, was " + disks);
    }
  }

  /** All twins among these disks, in the order of their kinds and values. */
  public static List<Twins> among(Collection<SeenDisk> disks) {
    List<Twins> twins = new ArrayList<>();
    for (EvidenceKind kind : ONE_OF_A_KIND) {
      Map<String, List<String>> byValue = new TreeMap<>();
      for (SeenDisk disk : disks) {
        if (disk.onLiveHost()) {
          disk.evidence()
              .value(kind)
              .map(value -> value.toLowerCase(Locale.ROOT))
              .ifPresent(
                  value -> byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(disk.id()));
        }
      }
      byValue.forEach(
          (value, same) -> {
            if (same.size() > 1) {
              twins.add(new Twins(kind, value, same));
            }
          });
    }
    return List.copyOf(twins);
  }

  public boolean includes(SeenDisk disk) {
    return disks.contains(disk.id());
  }
}
