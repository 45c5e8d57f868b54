package io.xendisk.adapter.xenapi;

import io.xendisk.domain.Fields;
import io.xendisk.domain.PowerState;
import io.xendisk.domain.SrId;
import io.xendisk.domain.VbdId;
import io.xendisk.domain.VdiId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Bay;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.ContentsNote;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Hardware;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.Lease;
import io.xendisk.domain.disk.Released;
import io.xendisk.domain.disk.Stamp;
import io.xendisk.domain.disk.Unreadable;
import io.xendisk.xenapi.VbdMode;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VmRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns records of VDIs and VBDs into disks and attachments. Pure. */
final class DiskRecords {
  /** By this key xapi ties the VBD that it makes on the control domain to the task that reads. */
  private static final String TASK = "task_id";

  private DiskRecords() {}

  static Disk disk(VdiRecord vdi, SrId sr, Host host, boolean plugged) {
    var location = vdi.location();
    var stamp =
        new Stamp(
            vdi.smConfig().getOrDefault("hotplugged_at", ""), vdi.virtualSize(), host.bootTime());
    return new Disk(
        new VdiId(vdi.ref().value(), vdi.uuid()),
        new Disk.Seat(
            host,
            sr,
            location.substring(location.lastIndexOf('/') + 1),
            bay(host, vdi.nameLabel()),
            stamp),
        Hardware.of(vdi.nameLabel(), vdi.nameDescription(), vdi.virtualSize()),
        contents(vdi, stamp),
        marks(vdi),
        new Disk.Access(
            host.live() && plugged && !vdi.missing(),
            vdi.readOnly(),
            Set.copyOf(vdi.currentOperations().values())),
        vdi.vbds().size(),
        List.of());
  }

  /** The storage manager writes {@code BUS H:C:T:L} into the label (facts §5.5). */
  private static @Nullable Bay bay(Host host, String label) {
    return Bay.at(host.name(), label.substring(label.indexOf(' ') + 1)).orElse(null);
  }

  private static Contents contents(VdiRecord vdi, Stamp stamp) {
    var notes = vdi.otherConfig();
    var known = ContentsNote.read(notes.getOrDefault(ContentsNote.KEY, ""));
    if (known.isPresent() && stamp.isWhole() && known.get().stamp().equals(stamp)) {
      return known.get();
    }
    var failed = Unreadable.parse(notes.getOrDefault(Unreadable.KEY, ""));
    if (failed.isPresent()) {
      return new Contents.Unread(failed.get().why(), failed.get().at());
    }
    return Contents.Unread.because(
        known.isPresent() ? "not read since it was plugged in or its host booted" : "not read yet");
  }

  private static Disk.Marks marks(VdiRecord vdi) {
    var lease = vdi.otherConfig().get(Lease.KEY);
    var released = vdi.otherConfig().get(Released.KEY);
    return new Disk.Marks(
        lease == null ? null : Lease.parse(lease),
        released == null ? null : Released.parse(released));
  }

  /** An attachment; {@code vm} is null if the VM's record is gone. */
  static Attachment attachment(VbdRecord vbd, @Nullable VmRecord vm) {
    boolean controlDomain = vm != null && vm.isControlDomain();
    return new Attachment(
        new VbdId(vbd.ref().value(), vbd.uuid()),
        new Attachment.Holder(
            new VmId(vbd.vm().value(), vm == null ? "" : vm.uuid()),
            vm == null ? "a VM that is gone" : vm.nameLabel(),
            controlDomain,
            vm == null ? PowerState.UNKNOWN : VmRecords.power(vm)),
        vbd.userdevice(),
        vbd.device().isEmpty() ? null : vbd.device(),
        vbd.mode() == VbdMode.RO ? Attachment.Mode.RO : Attachment.Mode.RW,
        vbd.currentlyAttached(),
        Set.copyOf(vbd.currentOperations().values()),
        controlDomain ? vbd.otherConfig().get(TASK) : madeBy(vbd),
        vbd.otherConfig().containsKey(Attachment.RELEASING));
  }

  private static @Nullable String madeBy(VbdRecord vbd) {
    var note = vbd.otherConfig().get(Attachment.MADE_BY);
    return note == null
        ? null
        : Fields.parse(note).flatMap(fields -> fields.get("token")).orElse(note);
  }
}
