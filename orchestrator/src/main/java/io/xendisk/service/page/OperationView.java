package io.xendisk.service.page;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.service.work.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Something that a person ordered, here or by the API, as far as it has come. Immutable.
 *
 * @param progress what it said it waits for, so far
 */
public record OperationView(Operation operation, List<String> progress) {
  public OperationView {
    progress = List.copyOf(progress);
  }

  /** The disk that it is about, as the pool shows it now. */
  Optional<Disk> disk(PoolView pool) {
    if (!(operation.request().get("disk") instanceof String word)) {
      return Optional.empty();
    }
    var selector = DiskSelector.parse(word);
    var meant = pool.disks().stream().filter(selector::matches).toList();
    return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
  }

  /** Such as {@code Attach BACKUP-02 to nas01}. */
  String title(PoolView pool) {
    var disk = disk(pool).map(Disk::name).orElseGet(() -> word("disk"));
    return switch (operation.kind()) {
      case ATTACH -> "Attach %s to %s".formatted(disk, word("vm"));
      case DETACH -> "Release " + disk;
      case FORCE_DETACH -> "Take %s by force".formatted(disk);
      case REPAIR -> "Repair " + pool.name();
      case PARK -> "Park the disks of " + word("vm");
      case UNPARK -> "Put the disks of %s back".formatted(word("vm"));
      case VM_START -> "Start " + word("vm");
      case ROTATION_RUN -> "Let the disks of %s take turns".formatted(word("set"));
      case APPLY -> "Declare what is to be so in " + pool.name();
      case WITHDRAW -> "Declare nothing of %s any more".formatted(disk);
      case PAUSE -> "Let %s alone".formatted(paused(pool));
      case RESUME -> "Go on with " + paused(pool);
      case ACKNOWLEDGE -> "Acknowledge a finding in " + pool.name();
    };
  }

  private String paused(PoolView pool) {
    return word("what").equals("pool") ? pool.name() : word("name");
  }

  private String word(String member) {
    return String.valueOf(operation.request().get(member));
  }

  String path() {
    return "/operations/" + Paths.part(operation.id());
  }
}
