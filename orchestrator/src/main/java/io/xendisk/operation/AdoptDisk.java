package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.port.Pool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records that a disk works in a running VM already, attached by hand: from then on it counts as
 * first-attached (safety rule R8). Thread-safe: holds no state of its own.
 */
public final class AdoptDisk {
  private static final String BY_A_PERSON = "adopted";

  private final Surroundings surroundings;
  private final Pool pool;
  private final Finder finder;

  public AdoptDisk(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.finder = new Finder(pool, new DiskReading(surroundings));
  }

  /** The disk in its VM; {@code changed} is false if that was known already. */
  public record Adopted(boolean changed, Disk disk, Vm vm, DiskKey key) {}

  /**
   * Adopts it.
   *
   * @param fsUuid what the guest says of its filesystem, for a disk that was never read; null for
   *     what is known
   */
  public Found<Adopted> run(
      DiskSelector selector, String text, String vmName, @Nullable String fsUuid)
      throws InterruptedException {
    var inventory = pool.inventoryWith(vmName);
    return switch (finder.vm(inventory, vmName)) {
      case Found.Not<Vm>(var why) -> new Found.Not<>(why);
      case Found.One<Vm>(var vm) ->
          switch (finder.disk(inventory, selector, text)) {
            case Found.Not<Disk>(var why) -> new Found.Not<>(why);
            case Found.One<Disk>(var disk) -> adopt(disk, vm, fsUuid);
          };
    };
  }

  private Found<Adopted> adopt(Disk disk, Vm vm, @Nullable String fsUuid) {
    boolean works =
        disk.attachments().stream()
            .filter(Attachment::isSettled)
            .anyMatch(attachment -> attachment.holder().vm().uuid().equals(vm.id().uuid()));
    if (!works) {
      return new Found.Not<>(new Problem.NotWithIt(disk, vm));
    }
    var key = key(disk, fsUuid);
    if (key.isEmpty()) {
      return new Found.Not<>(new Problem.NothingToRememberBy(disk));
    }
    if (vm.firstAttached(key.get()).isPresent()) {
      return new Found.One<>(new Adopted(false, disk, vm, key.get()));
    }
    if (vm.hasNewerNoteOf(key.get())) {
      return new Found.Not<>(new Problem.NewerNote(disk, vm));
    }
    new FirstAttachMemory(surroundings).write(vm, key.get(), BY_A_PERSON);
    return new Found.One<>(new Adopted(true, disk, vm, key.get()));
  }

  private static Optional<DiskKey> key(Disk disk, @Nullable String fsUuid) {
    return fsUuid == null ? disk.key() : Optional.of(new DiskKey(DiskKey.Kind.FILESYSTEM, fsUuid));
  }
}
