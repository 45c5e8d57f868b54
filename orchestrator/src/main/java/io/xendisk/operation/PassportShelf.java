package io.xendisk.operation;

import io.xendisk.domain.attach.Vm;
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

  /** Writes a new one, and says how it was kept; nothing if the account may write it nowhere. */
  Optional<Passport> add(Passport passport) {
    return write(StoredPassports.keyOf(passport), passport);
  }

  /** Puts another passport into the place of one, likewise. */
  Optional<Passport> replace(Stored before, Passport passport) {
    var written = write(before.nextKey(), passport);
    written.ifPresent(_ -> erase(before));
    return written;
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
