package io.xendisk.adapter.xenapi;

import io.xendisk.domain.SrId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.port.Sight;
import io.xendisk.port.Ticker;
import io.xendisk.xenapi.EventStream;
import io.xendisk.xenapi.HostMetricsRecord;
import io.xendisk.xenapi.HostRef;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VbdRef;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VdiRef;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.VmRef;
import io.xendisk.xenapi.XenClass;
import io.xendisk.xenapi.XenRecord;
import io.xendisk.xenapi.XenRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Sight} from the newest records of an event stream. What a record refers to and the
 * stream does not hold yet is read, and followed from then on. Thread-safe, as far as each stream
 * is used by one thread.
 */
final class Sights {
  private final Ticker ticker;

  /** Control domains that were read before: what is asked of them here never changes. */
  private final Map<VmRef, VmRecord> controlDomains = new ConcurrentHashMap<>();

  Sights(Ticker ticker) {
    this.ticker = ticker;
  }

  void know(VmRecord vm) {
    if (vm.isControlDomain()) {
      controlDomains.put(vm.ref(), vm);
    }
  }

  Sight of(EventStream stream, Disk before, @Nullable VmRef vm, PoolFrame frame) {
    var vmRecord = vm == null ? null : record(stream, XenClass.VM, vm).orElse(null);
    var vmHost =
        vmRecord == null || vmRecord.residentOn().isNull()
            ? null
            : host(stream, vmRecord.residentOn(), frame);
    return new Sight(
        disk(stream, before, frame),
        vmRecord == null ? null : vm(stream, vmRecord, vmHost),
        vmHost,
        new StreamWatch(stream, ticker));
  }

  private @Nullable Disk disk(EventStream stream, Disk before, PoolFrame frame) {
    var ref = new VdiRef(before.vdi().ref());
    var vdi = stream.latest(XenClass.VDI, ref).orElse(null);
    if (vdi == null) {
      return null;
    }
    var host = host(stream, new HostRef(before.seat().host().id().ref()), frame);
    var seat = host == null ? before.seat().host() : host;
    SrId sr = before.seat().sr();
    var shelf = frame.shelves().get(vdi.sr());
    var usb = before.hardware().usbSerial();
    var disk = DiskRecords.disk(vdi, sr, seat, shelf == null || shelf.plugged(), usb);
    return disk.with(attachments(stream, vdi)).with(before.recognition());
  }

  /** Those that the VDI names, and those that are followed and name the VDI. */
  private List<Attachment> attachments(EventStream stream, VdiRecord vdi) {
    var refs = new LinkedHashSet<VbdRef>(vdi.vbds());
    for (var followed : stream.all().values()) {
      if (followed instanceof VbdRecord vbd && vbd.vdi().equals(vdi.ref())) {
        refs.add(vbd.ref());
      }
    }
    var attachments = new ArrayList<Attachment>();
    for (var ref : refs) {
      record(stream, XenClass.VBD, ref)
          .ifPresent(
              vbd ->
                  attachments.add(
                      DiskRecords.attachment(vbd, holder(stream, vbd.vm()).orElse(null))));
    }
    return attachments;
  }

  private Optional<VmRecord> holder(EventStream stream, VmRef vm) {
    var known = controlDomains.get(vm);
    return known == null ? record(stream, XenClass.VM, vm) : Optional.of(known);
  }

  private static Vm vm(EventStream stream, VmRecord vm, @Nullable Host host) {
    return VmRecords.vm(
        vm,
        host,
        record(stream, XenClass.VM_METRICS, vm.metrics()).orElse(null),
        record(stream, XenClass.VM_GUEST_METRICS, vm.guestMetrics()).orElse(null));
  }

  private static @Nullable Host host(EventStream stream, HostRef ref, PoolFrame frame) {
    var host = record(stream, XenClass.HOST, ref).orElse(null);
    if (host == null) {
      return frame.host(ref).orElse(null);
    }
    boolean live =
        stream
            .latest(XenClass.HOST_METRICS, host.metrics())
            .map(HostMetricsRecord::live)
            .orElse(true);
    return PoolFrame.host(host, live);
  }

  /** The newest record, read now if the stream does not hold it. */
  private static <R extends XenRecord> Optional<R> record(
      EventStream stream, XenClass<R> type, XenRef ref) {
    if (ref.isNull() || stream.isGone(ref)) {
      return Optional.empty();
    }
    if (stream.latest(ref).isEmpty()) {
      stream.watch(ref);
    }
    return stream.latest(type, ref);
  }
}
