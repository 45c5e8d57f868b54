package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which VMs have a disk, and since when where xendisk noted it on the VM (safety rule R9): of
 * what somebody else attached the pool keeps no date. Thread-safe: holds no state of its own.
 */
public final class WhoHolds {
  private final Surroundings surroundings;

  /** A VM's VBD on the disk; {@code since} is null where nobody noted it. */
  public record Holder(Attachment by, @Nullable Instant since) {}

  public WhoHolds(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Those who have the disk of a problem, if it is one about them. */
  public List<Holder> in(Problem why) {
    return why instanceof Problem.AboutHolder about ? of(about.disk()) : List.of();
  }

  /** Those who have a disk, by the attachments that were seen of it. */
  public List<Holder> of(Disk disk) {
    if (disk.attachments().isEmpty()) {
      return List.of();
    }
    var holdings = surroundings.pool().holdings(Set.of(disk.seat().host()));
    return disk.attachments().stream().map(by -> new Holder(by, since(by, holdings))).toList();
  }

  private static @Nullable Instant since(Attachment by, List<Holding> holdings) {
    return holdings.stream()
        .map(Holding::held)
        .filter(held -> held.vbd().equals(by.vbd().uuid()))
        .map(held -> held.since())
        .findFirst()
        .orElse(null);
  }
}
