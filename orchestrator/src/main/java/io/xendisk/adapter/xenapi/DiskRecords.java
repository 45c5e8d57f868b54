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
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Hardware;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.KeepNote;
import io.xendisk.domain.disk.Released;
import io.xendisk.domain.disk.SeenNote;
import io.xendisk.domain.disk.Unreadable;
import io.xendisk.domain.disk.passport.EvidenceKind;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.xenapi.VbdMode;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VmRecord;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns records of VDIs and VBDs into disks and attachments. Pure. */
final class DiskRecords {
  /** By this key xapi ties the VBD that it makes on the control domain to the task that reads. */
  private static final String TASK = "task_id";

  private DiskRecords() {}

  static Disk disk(VdiRecord vdi, SrId sr, Host host, boolean plugged, @Nullable String usb) {
    var location = vdi.location();
    var name = location.substring(location.lastIndexOf('/') + 1);
    var stamp =
        new Stamp(
            vdi.smConfig().getOrDefault("hotplugged_at", ""), vdi.virtualSize(), host.bootTime());
    var marks = marks(vdi);
    var contents = contents(vdi, marks.seen(), stamp);
    var disk =
        new Disk(
            new VdiId(vdi.ref().value(), vdi.uuid()),
            new Disk.Seat(
                host,
                sr,
                name,
                bay(host, vdi, marks, contents, stamp),
                vdi.smConfig().get(UsbSerials.PATH),
                stamp),
            Hardware.of(vdi.nameLabel(), vdi.nameDescription(), vdi.virtualSize())
                .linkedAs(name)
                .behindUsb(usb),
            contents,
            marks,
            new Recognition.Stranger(),
            new Disk.Access(
                host.live() && plugged && !vdi.missing(),
                vdi.readOnly(),
                Set.copyOf(vdi.currentOperations().values()),
                null),
            vdi.vbds().size(),
            List.of());
    return disk.describedAs(marks.seen());
  }

  /**
   * The storage manager writes {@code BUS H:C:T:L} into the label (facts §5.5), once. After a host
   * boot that is where the disk was, and good only if the same disk is there still: a person pulls
   * what stands here.
   */
  private static @Nullable Bay bay(
      Host host, VdiRecord vdi, Disk.Marks marks, Contents contents, Stamp stamp) {
    var label = vdi.nameLabel();
    boolean ofThisBoot =
        marks
            .memory()
            .map(memory -> !memory.age().outdatedAt(stamp).contains(EvidenceKind.BAY))
            .orElse(true);
    return ofThisBoot || contents instanceof Contents.Known
        ? Bay.at(host.name(), label.substring(label.indexOf(' ') + 1)).orElse(null)
        : null;
  }

  private static Contents contents(VdiRecord vdi, @Nullable SeenNote seen, Stamp stamp) {
    if (seen != null && seen.read().stamp().holdsAt(stamp)) {
      return seen.read();
    }
    var failed =
        Unreadable.parse(vdi.otherConfig().getOrDefault(Unreadable.KEY, ""))
            .filter(note -> note.stamp().equals(stamp));
    if (failed.isPresent()) {
      return new Contents.Unread(failed.get().why(), failed.get().at());
    }
    return Contents.Unread.because(
        seen == null ? "not read yet" : "not read since it was plugged in or its host booted");
  }

  private static Disk.Marks marks(VdiRecord vdi) {
    var notes = vdi.otherConfig();
    var released = notes.get(Released.KEY);
    return new Disk.Marks(
        LeaseMarks.of(notes),
        released == null ? null : Released.parse(released),
        SeenNote.newest(notes).orElse(null));
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
        vbd.otherConfig().containsKey(Attachment.RELEASING),
        new Attachment.Traits(
            vbd.unpluggable(),
            moment(vbd.otherConfig().get(Attachment.RELEASING)),
            vbd.otherConfig().containsKey(Attachment.HOOK_DUE)),
        KeepNote.parse(vbd.otherConfig().getOrDefault(KeepNote.KEY, "")).orElse(null));
  }

  private static @Nullable Instant moment(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null; // a newer xendisk may write more
    }
  }

  private static @Nullable String madeBy(VbdRecord vbd) {
    var note = vbd.otherConfig().get(Attachment.MADE_BY);
    return note == null
        ? null
        : Fields.parse(note).flatMap(fields -> fields.get("token")).orElse(note);
  }
}
