package io.xendisk.operation;

import io.xendisk.domain.rotation.KeptSets;
import io.xendisk.domain.rotation.Ledger;
import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.LedgerText;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the ledger of a set: an entry is replaced by adding its next revision, which of several
 * only one can, and looking whether it is the newest then. Whoever comes second writes nothing,
 * looks again and decides anew. Thread-safe: holds no state of its own.
 */
final class LedgerKeeper {
  private final Pool pool;

  LedgerKeeper(Surroundings surroundings) {
    this.pool = surroundings.pool();
  }

  /** The ledger with these entries, or nothing if somebody was quicker with one of them. */
  Optional<Ledger> write(Ledger ledger, List<LedgerEntry> entries) {
    var changed =
        entries.stream()
            .filter(entry -> !ledger.entry(entry.disk()).equals(Optional.of(entry)))
            .toList();
    if (changed.isEmpty()) {
      return Optional.of(ledger);
    }
    var mine = new ArrayList<LedgerEntry>();
    for (var entry : changed) {
      if (!pool.noteOnPool(next(ledger, entry), LedgerText.write(entry))) {
        break;
      }
      mine.add(entry);
    }
    var now = Ledger.of(ledger.set(), pool.notes());
    boolean allNewest = mine.size() == changed.size();
    for (var entry : mine) {
      if (now.revision(entry.disk()) == ledger.revision(entry.disk()) + 1) {
        now.keysBelow(entry.disk(), now.revision(entry.disk())).forEach(pool::eraseFromPool);
      } else {
        // It was decided on long ago: others have written since, and removed what it is based on.
        pool.eraseFromPool(next(ledger, entry));
        allNewest = false;
      }
    }
    return allNewest ? Optional.of(now) : Optional.empty();
  }

  private static String next(Ledger ledger, LedgerEntry entry) {
    return ledger.key(entry.disk(), ledger.revision(entry.disk()) + 1);
  }

  /** Lets the pool have the copy of a set that the configuration has. */
  void keep(KeptSets kept, RotationSet set) {
    var change = kept.change(set);
    if (change.isPresent() && pool.noteOnPool(change.get().key(), change.get().text())) {
      change.get().obsolete().forEach(pool::eraseFromPool);
    }
  }
}
