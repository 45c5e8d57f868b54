package io.xendisk.xenapi;

import com.xensource.xenapi.Message;
import com.xensource.xenapi.Task;
import com.xensource.xenapi.Types;
import com.xensource.xenapi.VBD;
import io.xendisk.xenapi.http.Endpoint;
import io.xendisk.xenapi.xmlrpc.Dates;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.xmlrpc.XmlRpcException;
import org.jspecify.annotations.Nullable;

/**
 * One session on one pool. Reads may be repeated by the library when the session or the master is
 * lost; writes are sent exactly once, and after a {@link PoolException.ReplyLost} the caller looks
 * at the pool before anything else. Every method throws {@link PoolException} and nothing else for
 * what goes wrong outside. One class for the whole vocabulary: it holds no logic beside the
 * translation of each call. Thread-safe; calls of several threads run side by side over connections
 * of their own. An interrupt ends a call at once.
 */
public final class XenApi implements AutoCloseable {
  private static final Duration SCAN = Duration.ofMinutes(5);

  /** What the pool itself says to a call of a plugin; every other code is the plugin's own. */
  private static final Set<String> BEFORE_THE_PLUGIN =
      Set.of(
          "CANNOT_CONTACT_HOST",
          "HANDLE_INVALID",
          "HOST_IS_SLAVE",
          "HOST_OFFLINE",
          "HOST_STILL_BOOTING",
          "INTERNAL_ERROR",
          "MESSAGE_METHOD_UNKNOWN",
          "MESSAGE_PARAMETER_COUNT_MISMATCH",
          "OTHER_OPERATION_IN_PROGRESS",
          "RBAC_PERMISSION_DENIED",
          "SESSION_INVALID");

  private final Calls calls;
  private final Records records;
  private final RawExport raw;
  private final Tasks tasks;
  private final HostKnock knock;

  private XenApi(Calls calls) {
    this.calls = calls;
    this.knock = new HostKnock(calls);
    this.records = new Records(calls);
    this.raw = new RawExport(calls);
    this.tasks = new Tasks(this, calls);
  }

  /**
   * Logs in at the first URL that answers, and follows HOST_IS_SLAVE to the master with the scheme
   * of that URL. With a wrong password the pool takes its time, 2 to 5 s (facts §1.5).
   *
   * @throws PoolException.NotSent if no host can be reached or trusted
   * @throws PoolException.Rejected {@code SESSION_AUTHENTICATION_FAILED} among others
   */
  public static XenApi login(ClientOptions options) {
    var api = new XenApi(new Calls(options, System::nanoTime));
    api.calls.login();
    return api;
  }

  /** Ends the session, quietly and within seconds. */
  @Override
  public void close() {
    calls.close();
  }

  /** Where the master answers. */
  public URI master() {
    return calls.master();
  }

  LongSupplier nanos() {
    return calls.nanos();
  }

  /** How many XenAPI calls were sent so far, login and logout included, raw reads not. */
  public long callCount() {
    return calls.count();
  }

  /**
   * The objects of a class that meet the filter: one call (5.x and later, traces {@code where}).
   */
  public <R extends XenRecord> List<R> find(XenClass<R> type, Where filter) {
    return records.find(type, filter);
  }

  /** Every object of a class: one call, whose answer grows with the pool. */
  public <R extends XenRecord> List<R> all(XenClass<R> type) {
    return records.all(type);
  }

  /** One object, or empty if it does not exist. */
  public <R extends XenRecord> Optional<R> get(XenClass<R> type, XenRef ref) {
    return records.get(type, ref);
  }

  /** One object, or empty if it does not exist. */
  public Optional<XenRecord> get(XenRef ref) {
    return records.get(ref.type(), ref).map(record -> (XenRecord) record);
  }

  /**
   * Many objects in one call: {@code event.from} with an empty token and no time-out (since 6.0).
   * The pool holds its answer back for 50 ms to gather changes, so that one or two {@link #get} are
   * quicker.
   *
   * @param wholeClasses classes of which every object is wanted; mind their size
   */
  public Look look(Collection<? extends XenRef> objects, Collection<XenClass<?>> wholeClasses) {
    var refs = new LinkedHashSet<XenRef>(objects);
    refs.removeIf(XenRef::isNull);
    var classes = new LinkedHashSet<String>();
    wholeClasses.forEach(type -> classes.add(type.eventName()));
    return new Look(this, classes, refs, events(subscription(classes, refs), null, Duration.ZERO));
  }

  /** The clock of a host. */
  public Instant serverTime(HostRef host) {
    Instant time = calls.read(c -> Dates.instant(Types.toHost(host.value()).getServertime(c)));
    if (time == null) {
      throw new IllegalStateException("a host without a clock: " + host);
    }
    return time;
  }

  /**
   * Makes a VBD; nothing is plugged. If the answer is lost, look for the marker in {@code
   * other_config} among the VM's VBDs.
   *
   * @throws PoolException.Rejected {@code DEVICE_ALREADY_EXISTS}, {@code VDI_READONLY} and more
   *     (facts §3.3); never because the VDI is in use
   */
  public VbdRef createVbd(VbdSpec spec) {
    var record = new VBD.Record();
    record.VM = Types.toVM(spec.vm().value());
    record.VDI = Types.toVDI(spec.vdi().value());
    record.userdevice = spec.userdevice();
    record.mode = spec.mode() == VbdMode.RO ? Types.VbdMode.RO : Types.VbdMode.RW;
    record.type = Types.VbdType.DISK;
    record.bootable = false;
    record.empty = false;
    record.unpluggable = spec.unpluggable();
    record.otherConfig = new HashMap<>(spec.otherConfig());
    record.qosAlgorithmType = "";
    record.qosAlgorithmParams = new HashMap<>();
    return calls.write(c -> new VbdRef(VBD.create(c, record).toWireString()));
  }

  /**
   * The VBD that a {@link #createVbd} with a lost answer made, if it did: the one of the VM that
   * carries the marker. Wait until nothing of the lost request can be on its way any more.
   *
   * @param markerKey the key in the spec's {@code other_config} whose value no other VBD has
   */
  public Optional<VbdRecord> createdVbd(VbdSpec spec, String markerKey) {
    String marker = spec.otherConfig().get(markerKey);
    if (marker == null) {
      throw new IllegalArgumentException("the VBD was to be made without the marker " + markerKey);
    }
    return find(XenClass.VBD, Where.field("VM").is(spec.vm())).stream()
        .filter(vbd -> marker.equals(vbd.otherConfig().get(markerKey)))
        .findFirst();
  }

  /** Removes a VBD. Refused with {@code OPERATION_NOT_ALLOWED} while it is attached. */
  public void destroyVbd(VbdRef vbd) {
    calls.write(done(c -> Types.toVBD(vbd.value()).destroy(c)));
  }

  /**
   * Plugs, and returns when that is over; a failure may leave the VBD attached. {@code
   * VBD.current_operations} names the task meanwhile, by which it can be asked to stop.
   *
   * @param within how long to wait for the answer; afterwards it is {@link
   *     PoolException.ReplyLost}, and the plug goes on
   */
  public void plug(VbdRef vbd, Duration within) {
    calls.write(within, done(c -> Types.toVBD(vbd.value()).plug(c)));
  }

  /** Begins to plug; how it goes is told by the task, whose failure may leave the VBD attached. */
  public TaskRef plugAsync(VbdRef vbd) {
    return calls.write(task(c -> Types.toVBD(vbd.value()).plugAsync(c)));
  }

  /** Asks the guest to let go; a refusal is told by the task and stays pending in the guest. */
  public TaskRef unplugAsync(VbdRef vbd) {
    return calls.write(task(c -> Types.toVBD(vbd.value()).unplugAsync(c)));
  }

  /**
   * Takes a VBD away without asking the guest, which loses what it has not written yet (facts
   * §3.4.2). How it goes is told by the task.
   */
  public TaskRef unplugForceAsync(VbdRef vbd) {
    return calls.write(task(c -> Types.toVBD(vbd.value()).unplugForceAsync(c)));
  }

  /**
   * Moves a running VM to another host of the pool (role vm-power-admin). Refused by the task with
   * {@code VM_REQUIRES_SR} while it has any VBD, attached or not, on a disk that the other host
   * does not see (facts §3.1).
   */
  public TaskRef poolMigrateAsync(VmRef vm, HostRef host) {
    return calls.write(
        task(
            c ->
                Types.toVM(vm.value())
                    .poolMigrateAsync(
                        c, Types.toHost(host.value()), new HashMap<>(Map.of("live", "true")))));
  }

  /**
   * Writes a message on a VM, which every client shows (role pool-operator).
   *
   * @param priority 1 is critical, 5 is for information
   * @return false if the pool could not keep it: its answer is a null reference then (facts §2.5)
   */
  public boolean createMessage(String name, int priority, String vmUuid, String body) {
    return calls.write(
        c ->
            !Message.create(c, name, (long) priority, Types.Cls.VM, vmUuid, body)
                .toWireString()
                .equals(XenRef.NULL));
  }

  /** Starts a VM on a host of the pool's choice, with every VBD that it has. */
  public TaskRef startAsync(VmRef vm) {
    return calls.write(task(c -> Types.toVM(vm.value()).startAsync(c, false, false)));
  }

  /** Starts a VM on this host (role vm-power-admin). */
  public TaskRef startOnAsync(VmRef vm, HostRef host) {
    return calls.write(
        task(
            c -> Types.toVM(vm.value()).startOnAsync(c, Types.toHost(host.value()), false, false)));
  }

  /** Resumes a suspended VM on a host of the pool's choice. */
  public TaskRef resumeAsync(VmRef vm) {
    return calls.write(task(c -> Types.toVM(vm.value()).resumeAsync(c, false, false)));
  }

  /** Resumes a suspended VM on this host (role vm-power-admin). */
  public TaskRef resumeOnAsync(VmRef vm, HostRef host) {
    return calls.write(
        task(
            c ->
                Types.toVM(vm.value()).resumeOnAsync(c, Types.toHost(host.value()), false, false)));
  }

  /**
   * Throws {@link PoolException.Rejected} if the VM could not start on this host. Changes nothing.
   */
  public void assertCanBootHere(VmRef vm, HostRef host) {
    calls.read(done(c -> Types.toVM(vm.value()).assertCanBootHere(c, Types.toHost(host.value()))));
  }

  /** Removes a finished task; one that is under way goes on, and is removed when it ends. */
  public void destroyTask(TaskRef task) {
    calls.write(done(c -> Types.toTask(task.value()).destroy(c)));
  }

  /** Asks for the end of a task; whether and when it comes is told by its status. */
  public void cancelTask(TaskRef task) {
    calls.write(done(c -> Types.toTask(task.value()).cancel(c)));
  }

  /**
   * Waits for the end of a task by events, not by asking again and again, and destroys it when it
   * has ended. An interrupt ends the wait; the task goes on.
   */
  public TaskOutcome awaitTask(TaskRef task, Duration max) {
    return tasks.await(task, max);
  }

  /**
   * The tasks under way on an object: what a lost answer or a dead program has left running. Pass
   * the object's {@code currentOperations}.
   */
  public List<TaskRecord> tasksUnderWay(Map<String, String> currentOperations) {
    return tasks.underWay(currentOperations);
  }

  /** Makes a task of our own, which a raw read may be tied to. */
  public TaskRef createTask(String label, String description) {
    return calls.write(task(c -> Task.create(c, label, description)));
  }

  /**
   * Adds a key to an object's {@code other_config} if it is not there: one step under the master's
   * lock, so that of several who try at once exactly one gets true (facts §8).
   *
   * @return false if the key is there already, whatever its value
   */
  public boolean addToOtherConfig(XenRef ref, String key, String value) {
    return unlessThere(done(c -> c.raw(other(ref, "add_to"), ref.value(), key, value)));
  }

  /**
   * Removes a key from an object's {@code other_config}, whoever put it there; none is no error.
   */
  public void removeFromOtherConfig(XenRef ref, String key) {
    calls.write(done(c -> c.raw(other(ref, "remove_from"), ref.value(), key)));
  }

  /** Scans an SR (role vm-power-admin): it forgets VDIs whose disk is gone, attached or not. */
  public void scan(SrRef sr) {
    calls.write(SCAN, done(c -> Types.toSR(sr.value()).scan(c)));
  }

  /**
   * Makes a storage repository on one host, plugs it and scans it (role pool-operator). If the
   * answer is lost, look whether the host has it.
   */
  public SrRef createSr(SrSpec spec) {
    return calls.write(
        SCAN,
        c ->
            new SrRef(
                String.valueOf(
                    c.raw(
                        "SR.create",
                        spec.host().value(),
                        spec.deviceConfig(),
                        "0",
                        spec.nameLabel(),
                        spec.nameDescription(),
                        spec.type(),
                        spec.contentType(),
                        false,
                        spec.smConfig()))));
  }

  /** Lets a host use an SR (role pool-operator); one that can already is no error. */
  public void plug(PbdRef pbd) {
    calls.write(SCAN, done(c -> Types.toPBD(pbd.value()).plug(c)));
  }

  /** Who this session is for. */
  public SessionAccount account() {
    return calls.read(
        c -> {
          var own = Struct.of(c.raw("session.get_record", c.getSessionReference()));
          return new SessionAccount(
              own.string("auth_user_name"),
              own.flag("is_local_superuser", false),
              Set.copyOf(own.list("rbac_permissions")));
        });
  }

  /** Connects to a host of this pool and lets it prove who it is; it is asked nothing. */
  public HostReach reach(HostRecord host) {
    return knock.at(Endpoint.of(master()).at(host.address()));
  }

  /** Says whether a VBD may be unplugged while its VM runs; allowed at any time. */
  public void setUnpluggable(VbdRef vbd, boolean unpluggable) {
    calls.write(done(c -> Types.toVBD(vbd.value()).setUnpluggable(c, unpluggable)));
  }

  /**
   * Reads the start of a disk through the host that has it (since 6.2, role vm-admin, facts §12).
   * While it lasts, and for a moment after, the control domain has the disk attached.
   *
   * @param host where the SR is plugged; asked elsewhere, a pool redirects, within the pool only
   * @throws PoolException.Rejected what the pool's task said, where the disk could not be read
   * @throws PoolException.ReplyLost where nobody said why
   */
  public <T> RawStart<T> readStart(VdiRef vdi, URI host, RawRequest request, RawReader<T> reader) {
    return raw.read(vdi, Endpoint.of(host), request, reader);
  }

  /**
   * Waits until no control domain has the disk attached, as after {@link #readStart}.
   *
   * @return whether that came true in time
   */
  public boolean awaitLetGo(VdiRef vdi, Duration max) {
    return tasks.awaitLetGo(vdi, max);
  }

  /**
   * Calls a plugin on a host (role pool-admin); it may take as long as a scan.
   *
   * @throws PoolException.Rejected for everything but a missing or failing plugin, {@code
   *     HOST_OFFLINE} and {@code RBAC_PERMISSION_DENIED} among others
   */
  public PluginAnswer callPlugin(
      HostRef host, String plugin, String function, Map<String, String> arguments) {
    try {
      String text =
          calls.write(
              SCAN,
              c ->
                  Types.toHost(host.value())
                      .callPlugin(c, plugin, function, new HashMap<>(arguments)));
      return new PluginAnswer.Text(text);
    } catch (PoolException.Rejected e) {
      if (e.is("XENAPI_MISSING_PLUGIN")) {
        return new PluginAnswer.Missing(plugin);
      }
      if (BEFORE_THE_PLUGIN.contains(e.code())) {
        throw e; // the pool's own refusal, before the plugin ran
      }
      return new PluginAnswer.Failed(e.error());
    }
  }

  /**
   * Forbids an operation on a VM, such as {@code start}, with a reason that everybody reads who
   * tries.
   *
   * @return false if somebody forbids it already
   */
  public boolean blockOperation(VmRef vm, String operation, String reason) {
    return unlessThere(
        done(c -> c.raw("VM.add_to_blocked_operations", vm.value(), operation, reason)));
  }

  /** Allows an operation on a VM again, whoever forbade it. */
  public void unblockOperation(VmRef vm, String operation) {
    calls.write(done(c -> c.raw("VM.remove_from_blocked_operations", vm.value(), operation)));
  }

  /**
   * Puts other reasons into the place of all that forbid operations on a VM: what somebody else
   * forbade since it was looked at is lost with it, unless it is among them.
   */
  public void setBlockedOperations(VmRef vm, Map<String, String> reasons) {
    calls.write(done(c -> c.raw("VM.set_blocked_operations", vm.value(), new HashMap<>(reasons))));
  }

  /** The URL of a host of this pool: its address with the scheme of the master's URL. */
  public URI urlOf(HostRecord host) {
    return Endpoint.of(master()).at(host.address()).uri();
  }

  /**
   * Leaves a message that XenCenter and Xen Orchestra show beside an object (role pool-operator).
   *
   * @param priority from 1 (data is lost) to 5 (to know)
   * @param of the class of the object: a pool, host, SR, VDI or VM
   * @return false if the pool could not keep it (facts §2.5: the answer is a null reference)
   * @throws PoolException.Rejected {@code UUID_INVALID}, {@code RBAC_PERMISSION_DENIED}
   */
  public boolean createMessage(
      String name, int priority, XenClass<?> of, String uuid, String body) {
    var type = Types.Cls.valueOf(of.wireName().toUpperCase(Locale.ROOT));
    return calls.write(
        c ->
            !Message.create(c, name, (long) priority, type, uuid, body)
                .toWireString()
                .equals("OpaqueRef:NULL"));
  }

  EventBatch events(Set<String> subscription, EventBatch.@Nullable Token after, Duration wait) {
    // An answer comes when the wait ends at the latest; the network gets what every call gets.
    return calls.read(
        calls.options().callDeadline().plus(wait),
        c -> records.events(c, subscription, after, wait));
  }

  static Set<String> subscription(Set<String> classes, Set<XenRef> objects) {
    var all = new LinkedHashSet<>(classes);
    for (XenRef ref : objects) {
      if (!classes.contains(ref.type().eventName())) {
        all.add(ref.type().eventName() + "/" + ref.value());
      }
    }
    return all;
  }

  private boolean unlessThere(SdkCall.Binding<@Nullable Object> adding) {
    try {
      calls.write(adding);
      return true;
    } catch (PoolException.Rejected e) {
      if (e.is("MAP_DUPLICATE_KEY")) {
        return false;
      }
      throw e;
    }
  }

  private static String other(XenRef ref, String verb) {
    return ref.type().wireName() + "." + verb + "_other_config";
  }

  /** What the SDK's bindings do that answer nothing. */
  @FunctionalInterface
  private interface Doing {
    void on(SdkCall connection) throws XmlRpcException, Types.XenAPIException;
  }

  private static SdkCall.Binding<@Nullable Object> done(Doing doing) {
    return c -> {
      doing.on(c);
      return null;
    };
  }

  private static SdkCall.Binding<TaskRef> task(SdkCall.Binding<Task> starting) {
    return c -> new TaskRef(starting.call(c).toWireString());
  }
}
