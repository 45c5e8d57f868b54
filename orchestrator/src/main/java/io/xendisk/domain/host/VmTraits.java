package io.xendisk.domain.host;

import io.xendisk.domain.VmId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What matters of a VM that has, or is to have, a removable disk. Immutable.
 *
 * @param scheduled whether the pool itself snapshots it by and by
 * @param protectedByHa whether high availability restarts it, on whichever host
 */
public record VmTraits(
    VmId id,
    String name,
    Set<String> tags,
    Map<String, String> otherConfig,
    boolean scheduled,
    boolean protectedByHa) {
  /** How Xen Orchestra is told to leave a VM out. */
  private static final String LEFT_OUT = "xo:no-bak";

  private static final String ORCHESTRA = "xo:backup";
  private static final Pattern BACKUP = Pattern.compile("(?i)(.*[^a-z])?(backup|bkp)([^a-z].*)?");

  public VmTraits {
    tags = Set.copyOf(tags);
    otherConfig = Map.copyOf(otherConfig);
  }

  /** What says that an image backup takes this VM; nothing if nothing does. */
  public Optional<String> backup() {
    if (tags.contains(LEFT_OUT)) {
      return Optional.empty();
    }
    if (scheduled) {
      return Optional.of("the pool has a snapshot schedule for it");
    }
    return otherConfig.keySet().stream()
        .filter(key -> key.startsWith(ORCHESTRA))
        .sorted()
        .findFirst()
        .map(key -> "its other_config has " + key)
        .or(
            () ->
                tags.stream()
                    .filter(tag -> BACKUP.matcher(tag).matches())
                    .sorted()
                    .findFirst()
                    .map(tag -> "its tag '" + tag + "'"));
  }

  /** {@code nas01 (VM 1f...)}. */
  public String fullName() {
    return name + " (VM " + id.uuid() + ")";
  }
}
