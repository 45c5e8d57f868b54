package io.xendisk.adapter.xenapi;

import io.xendisk.domain.guard.BootBlock;
import io.xendisk.port.PoolNote;
import io.xendisk.xenapi.PoolRecord;
import io.xendisk.xenapi.PoolRef;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VbdRef;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VdiRef;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.VmRef;
import io.xendisk.xenapi.XenRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of xendisk's in records. Pure. */
final class PoolNotes {
  private static final String POOL = "pool";
  private static final String VDI = "VDI";
  private static final String VBD = "VBD";
  private static final String VM = "VM";

  private PoolNotes() {}

  static List<PoolNote> of(PoolRecord pool) {
    return of(POOL, pool.ref(), pool.uuid(), pool.nameLabel(), pool.otherConfig());
  }

  static List<PoolNote> of(VdiRecord vdi) {
    return of(VDI, vdi.ref(), vdi.uuid(), vdi.nameLabel(), vdi.otherConfig());
  }

  static List<PoolNote> of(VbdRecord vbd) {
    return of(VBD, vbd.ref(), vbd.uuid(), "", vbd.otherConfig());
  }

  static List<PoolNote> of(VmRecord vm) {
    var notes = new ArrayList<>(of(VM, vm.ref(), vm.uuid(), vm.nameLabel(), vm.otherConfig()));
    vm.blockedOperations().entrySet().stream()
        .filter(block -> BootBlock.isOurs(block.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .map(
            operation ->
                new PoolNote(
                    PoolNote.BLOCK, vm.ref().value(), vm.uuid(), vm.nameLabel(), operation))
        .forEach(notes::add);
    return notes;
  }

  private static List<PoolNote> of(
      String kind, XenRef ref, String uuid, String name, Map<String, String> otherConfig) {
    return otherConfig.keySet().stream()
        .filter(key -> key.startsWith(PoolNote.PREFIX))
        .sorted()
        .map(key -> new PoolNote(kind, ref.value(), uuid, name, key))
        .toList();
  }

  static XenRef ref(PoolNote note) {
    return switch (note.kind()) {
      case POOL -> new PoolRef(note.ref());
      case VDI -> new VdiRef(note.ref());
      case VBD -> new VbdRef(note.ref());
      case VM, PoolNote.BLOCK -> new VmRef(note.ref());
      default -> throw new IllegalArgumentException("xendisk writes nothing on a " + note.kind());
    };
  }
}
