package io.xendisk.domain.guard;

import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Keep;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A VM with the VBDs on it that xendisk made, looked at in one go. Immutable.
 *
 * @param blocked its {@code blocked_operations}
 * @param notes its {@code other_config}
 */
public record OwnVbds(
    VmId vm,
    String name,
    Map<String, String> blocked,
    Map<String, String> notes,
    List<Attachment> vbds) {
  public OwnVbds {
    blocked = Map.copyOf(blocked);
    notes = Map.copyOf(notes);
    vbds = List.copyOf(vbds);
  }

  public Blocks blocks() {
    return new Blocks(vm.uuid(), blocked);
  }

  /** Whether there is neither a VBD of ours nor a block. */
  public boolean isFree() {
    return vbds.isEmpty() && blocks().ourOperations().isEmpty();
  }

  /** The block that has to be there: for as long as a VBD of ours exists that is not unguarded. */
  public Optional<BootBlock> wanted() {
    return wanted(vm, name, vbds);
  }

  /** The same for these VBDs of a VM. */
  public static Optional<BootBlock> wanted(VmId vm, String name, List<Attachment> vbds) {
    var kept =
        vbds.stream().filter(OwnVbds::holdsTheBlock).map(BootBlock.Kept::of).distinct().toList();
    return kept.isEmpty() ? Optional.empty() : Optional.of(new BootBlock(vm.uuid(), name, kept));
  }

  /** A note of another VM's came along with a copy (R8): that VBD is on a disk of its own. */
  private static boolean holdsTheBlock(Attachment vbd) {
    var note = vbd.kept();
    return vbd.isOurs()
        && !vbd.holder().controlDomain()
        && (note == null
            || (note.vm().equals(vbd.holder().vm().uuid()) && note.keep() != Keep.UNGUARDED));
  }
}
