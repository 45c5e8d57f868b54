package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.PassportText;
import io.xendisk.domain.disk.passport.StoredPassports;
import io.xendisk.domain.disk.passport.StoredPassports.Stored;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where passports are written: the pool's own record, or a VM's where the account may not write
 * there. A changed passport is written before the old one is removed. Thread-safe.
 */
final class PassportShelf {
  private final Pool pool;
  private final @Nullable Vm keeper;

  PassportShelf(Pool pool, @Nullable Vm keeper) {
    this.pool = pool;
    this.keeper = keeper;
  }

  /** What became of it. */
  sealed interface Written {
    record Done(Passport passport, boolean onVm) implements Written {}

    record Not(Problem why) implements Written {}
  }

  @Nullable Vm keeper() {
    return keeper;
  }

  Written add(Disk disk, Passport passport) {
    return written(disk, write(StoredPassports.keyOf(passport), passport));
  }

  Written replace(Disk disk, Stored before, Passport passport) {
    return written(disk, change(before, passport));
  }

  /** Puts another passport into the place of one; nothing if that is not allowed. */
  Optional<Passport> change(Stored before, Passport passport) {
    var written = write(before.nextKey(), passport);
    written.ifPresent(_ -> erase(before));
    return written;
  }

  private Written written(Disk disk, Optional<Passport> passport) {
    return passport
        .<Written>map(kept -> new Written.Done(kept, isOnVm(kept)))
        .orElseGet(
            () ->
                new Written.Not(
                    new Problem.NoPlaceForPassport(disk, "that needs the role pool-operator")));
  }

  private boolean isOnVm(Passport passport) {
    return keeper != null && passport.isKeptOn(keeper.id().uuid());
  }

  private Optional<Passport> write(String key, Passport passport) {
    try {
      pool.noteOnPool(key, PassportText.write(passport));
      return Optional.of(passport);
    } catch (PoolException.Rejected e) {
      if (!e.is("RBAC_PERMISSION_DENIED")) {
        throw e;
      }
      if (keeper == null) {
        return Optional.empty();
      }
      var kept = passport.keptOn(keeper.id().uuid());
      pool.note(keeper.id(), key, PassportText.write(kept));
      return Optional.of(kept);
    }
  }

  /** Removes it wherever it stands. */
  void erase(Stored stored) {
    if (keeper != null && keeper.passports().byId().containsKey(stored.passport().id())) {
      pool.erase(keeper.id(), stored.key());
    } else {
      pool.eraseFromPool(stored.key());
    }
  }
}
