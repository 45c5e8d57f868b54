package io.xendisk.service.page;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.operation.ShowRotation.View;
import io.xendisk.service.PoolState;
import io.xendisk.service.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool as a page shows it: what was where when it could last be asked. Immutable.
 *
 * @param snapshot null where it could never be asked yet
 * @param keeper the service that acts there by itself, in words; empty where there is one only
 * @param rotations its sets, as far as they can be shown
 */
public record PoolView(
    String name,
    PoolState state,
    @Nullable Snapshot snapshot,
    String keeper,
    List<View> rotations) {
  public PoolView {
    rotations = List.copyOf(rotations);
  }

  /** Whether what it shows is so now. */
  public boolean isLive() {
    return state instanceof PoolState.Connected && snapshot != null;
  }

  public List<Disk> disks() {
    return snapshot == null ? List.of() : snapshot.status().disks();
  }

  public Optional<Disk> disk(String vdi) {
    return disks().stream().filter(disk -> disk.vdi().uuid().equals(vdi)).findFirst();
  }

  /**
   * Whether a person may be told now that this disk is safe to pull (safety rule R11): by the mark
   * that {@code status} shows, and only while the pool can be asked whether it still is so.
   */
  public boolean isSafeToPull(Disk disk) {
    return isLive() && disk.isSafeToPull();
  }

  public String path() {
    return "/pools/" + Paths.part(name);
  }

  public String path(Disk disk) {
    return path() + "/disks/" + Paths.part(disk.vdi().uuid());
  }

  /**
   * The words by which a disk is ordered to be moved: which disk it is, so that another one in its
   * place is never meant; or its place, where that alone tells it from its twin.
   */
  public String selector(Disk disk) {
    var place = "vdi:" + disk.vdi().uuid();
    return disk.key()
        .filter(key -> disks().stream().filter(one -> has(one, key)).count() == 1)
        .map(Object::toString)
        .orElse(place);
  }

  private static boolean has(Disk disk, DiskKey key) {
    return disk.key().filter(key::equals).isPresent();
  }
}
