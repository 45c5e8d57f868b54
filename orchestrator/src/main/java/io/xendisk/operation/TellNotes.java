package io.xendisk.operation;

import io.xendisk.domain.tell.Pending;
import io.xendisk.domain.tell.Told;
import io.xendisk.port.NoteBook;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where it is kept what people were told: in the pool, so that every workstation agrees; where the
 * pool does not take it, for lack of a role or of the pool itself, at this workstation alone.
 * Confined to one thread.
 */
final class TellNotes {
  private final Pool pool;
  private final NoteBook here;
  private final Map<String, String> ofThePool;
  private final Map<String, String> ofHere;
  private boolean poolTakesThem = true;

  TellNotes(Pool pool, NoteBook here, Map<String, String> ofThePool) {
    this.pool = pool;
    this.here = here;
    this.ofThePool = new HashMap<>(ofThePool);
    this.ofHere = new HashMap<>(here.all());
  }

  /** What was written when this was made, and by it since. */
  Map<String, String> all() {
    var all = new HashMap<>(ofHere);
    all.putAll(ofThePool);
    all.keySet().removeIf(key -> !key.startsWith(Told.KEY) && !key.startsWith(Pending.KEY));
    return all;
  }

  /** Adds a note; false if somebody else has. */
  boolean add(String key, String text) {
    if (poolTakesThem) {
      try {
        if (!pool.noteOnPool(key, text)) {
          return false;
        }
        ofThePool.put(key, text);
        return true;
      } catch (PoolException e) {
        poolTakesThem = false;
      }
    }
    if (!here.add(key, text)) {
      return false;
    }
    ofHere.put(key, text);
    return true;
  }

  /** Removes a note wherever it stands; one that cannot be removed now is removed another time. */
  void remove(String key) {
    if (ofHere.remove(key) != null) {
      here.remove(key);
    }
    if (ofThePool.remove(key) != null && poolTakesThem) {
      try {
        pool.eraseFromPool(key);
      } catch (PoolException e) {
        poolTakesThem = false;
      }
    }
  }
}
