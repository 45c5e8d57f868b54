package io.xendisk.adapter.xenapi;

import io.xendisk.domain.HostId;
import io.xendisk.domain.VbdId;
import io.xendisk.domain.VdiId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.guard.OwnVbds;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.port.DriveReport;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import io.xendisk.port.PoolEvents;
import io.xendisk.port.PoolHosts;
import io.xendisk.port.PoolNote;
import io.xendisk.port.RawRead;
import io.xendisk.port.Sight;
import io.xendisk.port.TaskEnd;
import io.xendisk.port.Ticker;
import io.xendisk.port.Watch;
import io.xendisk.xenapi.EventStream;
import io.xendisk.xenapi.HostRef;
import io.xendisk.xenapi.Look;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.PoolRecord;
import io.xendisk.xenapi.PoolRef;
import io.xendisk.xenapi.VbdMode;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VbdRef;
import io.xendisk.xenapi.VbdSpec;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VdiRef;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.VmRef;
import io.xendisk.xenapi.Where;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import io.xendisk.xenapi.XenRecord;
import io.xendisk.xenapi.XenRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pool over XenAPI. It asks for as little as will do, so that no answer grows with the number of
 * the pool's VMs. One class for the whole port: each method is one translation. Thread-safe.
 */
public final class XenApiPool implements Pool {
  /** Of a message that a person should see: above information, below an alarm. */
  private static final int PRIORITY = 3;

  private final XenApi api;
  private final Ticker ticker;
  private final Sights sights;
  private final TaskWait tasks;
  private final PlugCall plugs;
  private final RawDisk raw;
  private final SmartDrives drives;
  private final Notes notes;
  private final BlockedOperations blocked;

  /**
   * What was last found: where a VM's metrics are, so that a look can ask for them by name; and
   * what a watch need not wake up for.
   */
  private final Map<XenRef, XenRecord> found = new ConcurrentHashMap<>();

  private volatile @Nullable PoolFrame frame;

  public XenApiPool(XenApi api, Ticker ticker) {
    this.api = api;
    this.ticker = ticker;
    this.sights = new Sights(ticker);
    this.tasks = new TaskWait(api, ticker);
    this.plugs = new PlugCall(api, ticker);
    this.raw = new RawDisk(api);
    this.drives = new SmartDrives(api);
    this.notes = new Notes(api);
    this.blocked = new BlockedOperations(api);
  }

  /** The moment of an inventory: its look can be followed. */
  private record LookMoment(Look look) implements Inventory.Moment {}

  @Override
  public Inventory inventory() {
    return inventory(List.of());
  }

  @Override
  public Inventory inventoryWith(String vm) {
    return inventory(api.find(XenClass.VM, Where.anyOf(Where.nameLabel(vm), Where.uuid(vm))));
  }

  /**
   * The removable SRs are asked for by their type: the record of an SR names all of its VDIs, and
   * another one may hold those of every VM. What they name is then asked for in one look.
   */
  private Inventory inventory(List<VmRecord> vms) {
    var asked = new ArrayList<XenRef>();
    for (var vm : vms) {
      found.put(vm.ref(), vm);
      asked.add(vm.metrics());
      asked.add(vm.guestMetrics());
    }
    for (var sr : UdevSrs.of(api)) {
      asked.add(sr.ref());
      asked.addAll(sr.pbds());
      asked.addAll(sr.vdis());
    }
    var look = api.look(asked, PoolFrame.CLASSES);
    var fresh = PoolFrame.of(look);
    frame = fresh;
    return new Inventory(
        new LookMoment(look),
        fresh.release(),
        fresh.hosts(),
        fresh.problems(),
        disks(look, fresh),
        vms.stream().map(vm -> vm(vm, look, fresh)).toList(),
        fresh.pool().map(PoolRecord::otherConfig).orElse(Map.of()));
  }

  private List<Disk> disks(Look look, PoolFrame fresh) {
    var vdis = look.all(XenClass.VDI);
    var usb = UsbSerials.of(api, vdis);
    var disks = new ArrayList<Disk>();
    for (var vdi : vdis) {
      found.put(vdi.ref(), vdi);
      var shelf = fresh.shelves().get(vdi.sr());
      if (shelf != null) {
        var serial = usb.of(vdi, shelf.host().id());
        disks.add(DiskRecords.disk(vdi, shelf.sr(), shelf.host(), shelf.plugged(), serial));
      }
    }
    return disks;
  }

  private static Where anyOf(String field, Set<? extends XenRef> refs) {
    var all = refs.stream().map(ref -> Where.field(field).is(ref)).toList();
    return Where.anyOf(all.getFirst(), all.subList(1, all.size()).toArray(Where[]::new));
  }

  private static Vm vm(VmRecord vm, Look look, PoolFrame fresh) {
    return VmRecords.vm(
        vm,
        fresh.host(vm.residentOn()).orElse(null),
        look.get(XenClass.VM_METRICS, vm.metrics()).orElse(null),
        look.get(XenClass.VM_GUEST_METRICS, vm.guestMetrics()).orElse(null));
  }

  @Override
  public List<String> vmNames() {
    return api.all(XenClass.VM).stream()
        .filter(vm -> !vm.isTemplate() && !vm.isSnapshot() && !vm.isControlDomain())
        .map(VmRecord::nameLabel)
        .toList();
  }

  @Override
  public List<Disk> withAttachments(List<Disk> disks) {
    return withAttachments(disks, Set.of());
  }

  @Override
  public List<Disk> withAttachments(Inventory look) {
    return withAttachments(
        look.disks(),
        look.vms().stream().map(vm -> new VmRef(vm.id().ref())).collect(Collectors.toSet()));
  }

  /** Without asking again for VMs that were just seen. */
  private List<Disk> withAttachments(List<Disk> disks, Set<VmRef> seen) {
    var withVbds =
        disks.stream()
            .filter(disk -> disk.vbds() > 0)
            .map(disk -> new VdiRef(disk.vdi().ref()))
            .collect(Collectors.toSet());
    if (withVbds.isEmpty()) {
      return disks;
    }
    var vbds = api.find(XenClass.VBD, anyOf("VDI", withVbds));
    var holders = holders(vbds, seen);
    vbds.forEach(vbd -> found.put(vbd.ref(), vbd));
    found.putAll(holders);
    Map<String, List<Attachment>> byVdi =
        vbds.stream()
            .collect(
                Collectors.groupingBy(
                    vbd -> vbd.vdi().value(),
                    Collectors.mapping(
                        vbd -> DiskRecords.attachment(vbd, holders.get(vbd.vm())),
                        Collectors.toList())));
    return disks.stream()
        .map(disk -> disk.with(byVdi.getOrDefault(disk.vdi().ref(), List.of())))
        .toList();
  }

  private Map<VmRef, VmRecord> holders(List<VbdRecord> vbds, Set<VmRef> seen) {
    var holders = new HashMap<VmRef, VmRecord>();
    var unseen = new HashSet<VmRef>();
    for (var vbd : vbds) {
      if (seen.contains(vbd.vm()) && found.get(vbd.vm()) instanceof VmRecord record) {
        holders.put(vbd.vm(), record);
      } else {
        unseen.add(vbd.vm());
      }
    }
    vms(unseen).forEach(record -> holders.put(record.ref(), record));
    return holders;
  }

  private List<VmRecord> vms(Set<VmRef> refs) {
    return switch (refs.size()) {
      case 0 -> List.of();
      case 1 -> api.get(XenClass.VM, refs.iterator().next()).stream().toList();
      default -> api.look(refs, List.of()).all(XenClass.VM);
    };
  }

  @Override
  public Sight look(Disk disk, @Nullable Vm vm) {
    return look(refs(disk, vm), disk, vm);
  }

  @Override
  public Sight look(Disk disk, Vm vm, VbdId vbd) {
    var refs = refs(disk, vm);
    refs.add(new VbdRef(vbd.ref()));
    return look(refs, disk, vm);
  }

  private Sight look(Set<XenRef> refs, Disk disk, @Nullable Vm vm) {
    var stream = api.look(refs, List.of()).follow();
    return sights.of(stream, disk, vm == null ? null : new VmRef(vm.id().ref()), frame());
  }

  /** Everything that a disk and a VM are made of. */
  private Set<XenRef> refs(Disk disk, @Nullable Vm vm) {
    var refs = new LinkedHashSet<XenRef>();
    refs.add(new VdiRef(disk.vdi().ref()));
    addHost(refs, new HostRef(disk.seat().host().id().ref()));
    for (var attachment : disk.attachments()) {
      refs.add(new VbdRef(attachment.vbd().ref()));
      refs.add(new VmRef(attachment.holder().vm().ref()));
    }
    if (vm != null) {
      addVm(refs, vm);
    }
    return refs;
  }

  private void addVm(Set<XenRef> refs, Vm vm) {
    var ref = new VmRef(vm.id().ref());
    refs.add(ref);
    if (found.get(ref) instanceof VmRecord record) {
      refs.add(record.metrics());
      refs.add(record.guestMetrics());
      addHost(refs, record.residentOn());
    }
  }

  private void addHost(Set<XenRef> refs, HostRef host) {
    refs.add(host);
    frame().record(host).ifPresent(record -> refs.add(record.metrics()));
  }

  @Override
  public List<Holding> holdings(Set<Host> hosts) {
    if (hosts.isEmpty()) {
      return List.of();
    }
    var refs = hosts.stream().map(host -> new HostRef(host.id().ref())).collect(Collectors.toSet());
    var running = api.find(XenClass.VM, anyOf("resident_on", refs));
    running.forEach(sights::know);
    var holders =
        running.stream().filter(vm -> !vm.isControlDomain() && HoldingRecords.mayHold(vm)).toList();
    if (holders.isEmpty()) {
      return List.of();
    }
    var asked = new LinkedHashSet<XenRef>();
    for (var vm : holders) {
      asked.add(vm.metrics());
      asked.addAll(vm.vbds());
    }
    var look = api.look(asked, List.of());
    var unattached = HoldingRecords.unattached(holders, look);
    if (unattached.isEmpty()) {
      return HoldingRecords.holdings(holders, look, look);
    }
    // With their VDIs in one answer: a plug can still come to a VBD whose VDI is there.
    var again = new LinkedHashSet<XenRef>();
    for (var vbd : unattached) {
      again.add(vbd.ref());
      again.add(vbd.vdi());
    }
    return HoldingRecords.holdings(holders, look, api.look(again, List.of()));
  }

  @Override
  public List<NotedVm> notedVms() {
    var vms = api.all(XenClass.VM).stream().filter(HoldingRecords::isNoted).toList();
    if (vms.isEmpty()) {
      return List.of();
    }
    var look = api.look(vms.stream().map(VmRecord::metrics).toList(), List.of());
    return vms.stream().map(vm -> HoldingRecords.noted(vm, look)).toList();
  }

  @Override
  public List<PoolNote> ownNotes() {
    inventory();
    var found = new ArrayList<PoolNote>();
    frame().pool().ifPresent(pool -> found.addAll(PoolNotes.of(pool)));
    var vdis =
        frame().shelves().isEmpty()
            ? List.<VdiRecord>of()
            : api.find(XenClass.VDI, anyOf("SR", frame().shelves().keySet()));
    var withVbds = new LinkedHashSet<VdiRef>();
    for (var vdi : vdis) {
      found.addAll(PoolNotes.of(vdi));
      if (!vdi.vbds().isEmpty()) {
        withVbds.add(vdi.ref());
      }
    }
    if (!withVbds.isEmpty()) {
      api.find(XenClass.VBD, anyOf("VDI", withVbds))
          .forEach(vbd -> found.addAll(PoolNotes.of(vbd)));
    }
    api.all(XenClass.VM).forEach(vm -> found.addAll(PoolNotes.of(vm)));
    return found;
  }

  @Override
  public void erase(PoolNote note) {
    if (note.kind().equals(PoolNote.BLOCK)) {
      blocked.remove(new VmRef(note.ref()), note.key());
    } else {
      notes.remove(PoolNotes.ref(note), note.key());
    }
  }

  @Override
  public String uuid() {
    return frame().pool().map(PoolRecord::uuid).orElse("");
  }

  @Override
  public Map<String, String> notes() {
    return api.get(XenClass.POOL, pool()).map(PoolRecord::otherConfig).orElse(Map.of());
  }

  @Override
  public boolean leaveMessage(@Nullable String vm, String name, int priority, String body) {
    if (vm == null) {
      return api.createMessage(name, priority, XenClass.POOL, uuid(), body);
    }
    return api.createMessage(name, priority, XenClass.VM, vm, body);
  }

  @Override
  public Instant now() {
    return api.serverTime(frame().master());
  }

  @Override
  public Instant nowOf(HostId host) {
    return api.serverTime(new HostRef(host.ref()));
  }

  @Override
  public LeaseMarks leases(VdiId disk) {
    return api.get(XenClass.VDI, new VdiRef(disk.ref()))
        .map(vdi -> LeaseMarks.of(vdi.otherConfig()))
        .orElse(LeaseMarks.NONE);
  }

  @Override
  public LeaseMarks leases(VmId vm) {
    return api.get(XenClass.VM, new VmRef(vm.ref()))
        .map(record -> LeaseMarks.of(record.otherConfig()))
        .orElse(LeaseMarks.NONE);
  }

  @Override
  public Optional<OwnVbds> ownVbds(VmId vm) {
    return api.get(XenClass.VM, new VmRef(vm.ref())).map(this::ownVbds);
  }

  private OwnVbds ownVbds(VmRecord vm) {
    return new OwnVbds(
        new VmId(vm.ref().value(), vm.uuid()),
        vm.nameLabel(),
        vm.blockedOperations(),
        vm.otherConfig(),
        api.find(XenClass.VBD, Where.field("VM").is(vm.ref())).stream()
            .map(vbd -> DiskRecords.attachment(vbd, vm))
            .filter(Attachment::isOurs)
            .toList());
  }

  @Override
  public boolean block(VmId vm, String operation, String text) {
    return blocked.add(new VmRef(vm.ref()), operation, text);
  }

  @Override
  public void blockAll(VmId vm, Map<String, String> texts) {
    blocked.set(new VmRef(vm.ref()), texts);
  }

  @Override
  public void unblock(VmId vm, String operation) {
    blocked.remove(new VmRef(vm.ref()), operation);
  }

  @Override
  public boolean note(VdiId disk, String key, String text) {
    return notes.add(new VdiRef(disk.ref()), key, text);
  }

  @Override
  public boolean note(VbdId vbd, String key, String text) {
    return notes.add(new VbdRef(vbd.ref()), key, text);
  }

  @Override
  public boolean note(VmId vm, String key, String text) {
    return notes.add(new VmRef(vm.ref()), key, text);
  }

  @Override
  public boolean noteOnPool(String key, String text) {
    return notes.add(pool(), key, text);
  }

  @Override
  public void eraseFromPool(String key) {
    notes.remove(pool(), key);
  }

  private PoolRef pool() {
    return frame()
        .pool()
        .map(PoolRecord::ref)
        .orElseThrow(() -> new IllegalStateException("the pool shows no record of itself"));
  }

  @Override
  public void erase(VdiId disk, String key) {
    notes.remove(new VdiRef(disk.ref()), key);
  }

  @Override
  public void erase(VbdId vbd, String key) {
    notes.remove(new VbdRef(vbd.ref()), key);
  }

  @Override
  public void erase(VmId vm, String key) {
    notes.remove(new VmRef(vm.ref()), key);
  }

  @Override
  public VbdId createVbd(NewVbd vbd) {
    var made =
        api.createVbd(
            new VbdSpec(
                new VmRef(vbd.vm().ref()),
                new VdiRef(vbd.disk().ref()),
                vbd.userdevice(),
                vbd.mode() == Attachment.Mode.RO ? VbdMode.RO : VbdMode.RW,
                true,
                vbd.notes()));
    return new VbdId(made.value(), "");
  }

  @Override
  public Optional<VbdId> findVbd(VdiId disk, String key, String text) {
    return api.find(XenClass.VBD, Where.field("VDI").is(new VdiRef(disk.ref()))).stream()
        .filter(vbd -> text.equals(vbd.otherConfig().get(key)))
        .map(vbd -> new VbdId(vbd.ref().value(), vbd.uuid()))
        .findFirst();
  }

  @Override
  public boolean destroyVbd(VbdId vbd) {
    var ref = new VbdRef(vbd.ref());
    try {
      return destroy(ref);
    } catch (PoolException e) {
      if (!e.isSettledByLooking()) {
        throw e;
      }
      // Done twice is as done once; of one that is gone nobody can tell who did it.
      return api.get(XenClass.VBD, ref).isPresent() && destroy(ref);
    }
  }

  private boolean destroy(VbdRef vbd) {
    try {
      api.destroyVbd(vbd);
      return true;
    } catch (PoolException.Rejected e) {
      if (!e.is("HANDLE_INVALID")) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public Ended plug(VbdId vbd, Sight before, Duration atMost) throws InterruptedException {
    var stream = streamOf(before);
    var end = plugs.plug(new VbdRef(vbd.ref()), stream, atMost);
    return ended(end, stream, before);
  }

  @Override
  public Ended unplug(VbdId vbd, Sight before, Duration atMost) throws InterruptedException {
    var stream = streamOf(before);
    var ref = new VbdRef(vbd.ref());
    var end = tasks.unplug(() -> api.unplugAsync(ref), ref, stream, atMost);
    return ended(end, stream, before);
  }

  @Override
  public Ended unplugForce(VbdId vbd, Sight before, Duration atMost) throws InterruptedException {
    var stream = streamOf(before);
    var ref = new VbdRef(vbd.ref());
    var end = tasks.unplug(() -> api.unplugForceAsync(ref), ref, stream, atMost);
    return ended(end, stream, before);
  }

  @Override
  public boolean tell(VmId vm, String name, String text) {
    try {
      return api.createMessage(name, PRIORITY, vm.uuid(), text);
    } catch (PoolException.Rejected e) {
      if (!e.is("RBAC_PERMISSION_DENIED")) {
        throw e;
      }
      return false;
    }
  }

  private static EventStream streamOf(Sight before) {
    if (!(before.watch() instanceof StreamWatch(var stream, _)) || before.disk() == null) {
      throw new IllegalArgumentException("a look of this pool that holds the disk is needed");
    }
    return stream;
  }

  private Ended ended(TaskEnd end, EventStream stream, Sight before) {
    var disk = Objects.requireNonNull(before.disk(), "a look that holds the disk");
    var vm = before.vm() == null ? null : new VmRef(before.vm().id().ref());
    return new Ended(end, sights.of(stream, disk, vm, frame()));
  }

  @Override
  public TaskEnd.@Nullable Failed cannotStartOn(VmId vm, Host host) {
    try {
      api.assertCanBootHere(new VmRef(vm.ref()), new HostRef(host.id().ref()));
      return null;
    } catch (PoolException.Rejected e) {
      return new TaskEnd.Failed(e.code(), e.params());
    }
  }

  @Override
  public TaskEnd migrate(VmId vm, Host host, Duration atMost) throws InterruptedException {
    var ref = new VmRef(vm.ref());
    EventStream stream = api.look(List.of(ref), List.of()).follow();
    return tasks.run(() -> api.poolMigrateAsync(ref, new HostRef(host.id().ref())), stream, atMost);
  }

  @Override
  public TaskEnd start(VmId vm, @Nullable Host host, Duration atMost) throws InterruptedException {
    var ref = new VmRef(vm.ref());
    EventStream stream = api.look(List.of(ref), List.of()).follow();
    return tasks.run(
        () ->
            host == null
                ? api.startAsync(ref)
                : api.startOnAsync(ref, new HostRef(host.id().ref())),
        stream,
        atMost);
  }

  @Override
  public TaskEnd resume(VmId vm, @Nullable Host host, Duration atMost) throws InterruptedException {
    var ref = new VmRef(vm.ref());
    EventStream stream = api.look(List.of(ref), List.of()).follow();
    return tasks.run(
        () ->
            host == null
                ? api.resumeAsync(ref)
                : api.resumeOnAsync(ref, new HostRef(host.id().ref())),
        stream,
        atMost);
  }

  @Override
  public RawRead read(Disk disk, Instant now, Duration atMost) {
    var host = frame().record(new HostRef(disk.seat().host().id().ref())).orElse(null);
    return raw.read(disk, frame(), host, now, atMost);
  }

  @Override
  public DriveReport drives(Host host) {
    return frame()
        .record(new HostRef(host.id().ref()))
        .map(drives::of)
        .orElseGet(() -> new DriveReport.Failed("the pool does not know the host any more"));
  }

  @Override
  public Watch watchFrom(Inventory.Moment moment, Disk disk, @Nullable Vm vm) {
    return watch(moment, refs(disk, vm));
  }

  @Override
  public Watch watchFrom(Inventory.Moment moment, Vm vm) {
    var refs = new LinkedHashSet<XenRef>();
    addVm(refs, vm);
    return watch(moment, refs);
  }

  @Override
  public Watch watchDisks(Inventory.Moment moment, List<Disk> disks) {
    var refs = new LinkedHashSet<XenRef>();
    for (var disk : disks) {
      refs.addAll(refs(disk, null));
    }
    return watch(moment, refs);
  }

  private StreamWatch watch(Inventory.Moment moment, Set<XenRef> refs) {
    if (!(moment instanceof LookMoment(var look))) {
      throw new IllegalArgumentException("a moment of this pool is needed");
    }
    var stream = look.follow();
    for (var ref : refs) {
      var known = found.get(ref);
      if (known != null) {
        stream.also(known);
      } else if (!ref.isNull()) {
        stream.also(ref);
      }
    }
    return new StreamWatch(stream, ticker);
  }

  @Override
  public Pool anew() {
    return new XenApiPool(api, ticker);
  }

  @Override
  public PoolEvents events(RandomGenerator jitter) {
    return LiveEvents.start(api, jitter, ticker);
  }

  @Override
  public void scan(Host host) {
    frame().shelves().entrySet().stream()
        .filter(shelf -> shelf.getValue().host().id().equals(host.id()))
        .filter(shelf -> shelf.getValue().plugged())
        .forEach(shelf -> api.scan(shelf.getKey()));
  }

  @Override
  public PoolHosts hosts() {
    return new XenApiHosts(api);
  }

  @Override
  public long calls() {
    return api.callCount();
  }

  @Override
  public void close() {
    api.close();
  }

  private PoolFrame frame() {
    var known = frame;
    if (known == null) {
      inventory();
      known = frame;
    }
    if (known == null) {
      throw new IllegalStateException("the pool shows no host");
    }
    return known;
  }
}
