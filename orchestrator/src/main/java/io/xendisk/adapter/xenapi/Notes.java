package io.xendisk.adapter.xenapi;

import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.PoolRecord;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenRecord;
import io.xendisk.xenapi.XenRef;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps xendisk's notes in the {@code other_config} of objects. Where an answer is lost, the object
 * itself tells what was done. Thread-safe.
 */
final class Notes {
  private final XenApi api;

  Notes(XenApi api) {
    this.api = api;
  }

  /**
   * Whether the note is there now because of this call: of several who try, one gets true. Of what
   * has gone meanwhile, as the record of a disk that was pulled, the next look tells.
   */
  boolean add(XenRef ref, String key, String text) {
    try {
      return api.addToOtherConfig(ref, key, text);
    } catch (PoolException e) {
      if (isGone(e)) {
        return false;
      }
      if (!e.isSettledByLooking()) {
        throw e;
      }
      var there = find(ref, key);
      // Should the lost request still arrive, its text is the same: whichever comes first counts.
      return there.isPresent()
          ? there.get().equals(text)
          : api.addToOtherConfig(ref, key, text) || find(ref, key).filter(text::equals).isPresent();
    }
  }

  /** Removing what is not there is no error, so one more try does no harm. */
  void remove(XenRef ref, String key) {
    try {
      api.removeFromOtherConfig(ref, key);
    } catch (PoolException e) {
      if (isGone(e)) {
        return;
      }
      if (!e.isSettledByLooking()) {
        throw e;
      }
      if (find(ref, key).isPresent()) {
        api.removeFromOtherConfig(ref, key);
      }
    }
  }

  private static boolean isGone(PoolException e) {
    return e instanceof PoolException.Rejected refusal && refusal.is("HANDLE_INVALID");
  }

  private Optional<String> find(XenRef ref, String key) {
    return api.get(ref).map(Notes::otherConfig).map(notes -> notes.get(key));
  }

  private static Map<String, String> otherConfig(XenRecord record) {
    return switch (record) {
      case VdiRecord vdi -> vdi.otherConfig();
      case VbdRecord vbd -> vbd.otherConfig();
      case VmRecord vm -> vm.otherConfig();
      case PoolRecord pool -> pool.otherConfig();
      default -> throw new IllegalArgumentException("no notes are kept on " + record.ref());
    };
  }
}
