package io.xendisk.adapter.xenapi;

import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.VmRef;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import java.util.Map;

/**
 * Forbids and allows operations on VMs. Where an answer is lost, the VM itself tells what was done.
 * Thread-safe.
 */
final class BlockedOperations {
  private final XenApi api;

  BlockedOperations(XenApi api) {
    this.api = api;
  }

  /** Whether this text stands there because of this call. */
  boolean add(VmRef vm, String operation, String text) {
    try {
      return api.blockOperation(vm, operation, text);
    } catch (PoolException e) {
      if (!e.isSettledByLooking()) {
        throw e;
      }
      var there = there(vm).get(operation);
      return there == null ? api.blockOperation(vm, operation, text) : there.equals(text);
    }
  }

  /** A lost one is not sent again: the look before it is too old by then. */
  void set(VmRef vm, Map<String, String> texts) {
    try {
      api.setBlockedOperations(vm, texts);
    } catch (PoolException e) {
      if (!e.isSettledByLooking()) {
        throw e;
      }
      var there = there(vm);
      texts.forEach(
          (operation, text) -> {
            if (!there.containsKey(operation)) {
              api.blockOperation(vm, operation, text);
            }
          });
    }
  }

  /** Removing what is not there is no error, so one more try does no harm. */
  void remove(VmRef vm, String operation) {
    try {
      api.unblockOperation(vm, operation);
    } catch (PoolException e) {
      if (!e.isSettledByLooking()) {
        throw e;
      }
      if (there(vm).containsKey(operation)) {
        api.unblockOperation(vm, operation);
      }
    }
  }

  private Map<String, String> there(VmRef vm) {
    return api.get(XenClass.VM, vm).map(VmRecord::blockedOperations).orElse(Map.of());
  }
}
