package io.xendisk.domain.repair;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VmId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary VM that xendisk wrote something on. Immutable.
 *
 * @param started null where the VM's record does not tell
 * @param notes its {@code other_config}
 * @param blocked its {@code blocked_operations}
 */
public record NotedVm(
    VmId id,
    String name,
    PowerState power,
    @Nullable Instant started,
    Map<String, String> notes,
    Map<String, String> blocked) {
  public NotedVm {
    blocked = Map.copyOf(blocked);
    notes = Map.copyOf(notes);
  }

  /** {@code nas01 (VM 1f…)}. */
  public String fullName() {
    return name + " (VM " + id.uuid() + ")";
  }
}
