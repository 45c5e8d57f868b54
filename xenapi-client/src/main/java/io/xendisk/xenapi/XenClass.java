package io.xendisk.xenapi;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A class of XenAPI objects that this library reads. Its event name is the wire name in lower case;
 * classes that are not here are never subscribed to. Immutable.
 */
public final class XenClass<R extends XenRecord> {
  public static final XenClass<PoolRecord> POOL =
      new XenClass<>("pool", PoolRef::new, PoolRecord::read);
  public static final XenClass<HostRecord> HOST =
      new XenClass<>("host", HostRef::new, HostRecord::read);
  public static final XenClass<HostMetricsRecord> HOST_METRICS =
      new XenClass<>("host_metrics", HostMetricsRef::new, HostMetricsRecord::read);
  public static final XenClass<SrRecord> SR = new XenClass<>("SR", SrRef::new, SrRecord::read);
  public static final XenClass<PbdRecord> PBD = new XenClass<>("PBD", PbdRef::new, PbdRecord::read);
  public static final XenClass<VdiRecord> VDI = new XenClass<>("VDI", VdiRef::new, VdiRecord::read);
  public static final XenClass<VbdRecord> VBD = new XenClass<>("VBD", VbdRef::new, VbdRecord::read);
  public static final XenClass<VmRecord> VM = new XenClass<>("VM", VmRef::new, VmRecord::read);
  public static final XenClass<VmMetricsRecord> VM_METRICS =
      new XenClass<>("VM_metrics", VmMetricsRef::new, VmMetricsRecord::read);
  public static final XenClass<VmGuestMetricsRecord> VM_GUEST_METRICS =
      new XenClass<>("VM_guest_metrics", VmGuestMetricsRef::new, VmGuestMetricsRecord::read);
  public static final XenClass<TaskRecord> TASK =
      new XenClass<>("task", TaskRef::new, TaskRecord::read);

  /** Since 7.3. */
  public static final XenClass<PusbRecord> PUSB =
      new XenClass<>("PUSB", PusbRef::new, PusbRecord::read);

  private final String wireName;
  private final String eventName;
  private final Function<String, XenRef> refs;
  private final BiFunction<String, Struct, R> decoder;

  private XenClass(
      String wireName, Function<String, XenRef> refs, BiFunction<String, Struct, R> decoder) {
    this.wireName = wireName;
    this.eventName = wireName.toLowerCase(Locale.ROOT);
    this.refs = refs;
    this.decoder = decoder;
  }

  /** The name in calls, for example {@code VBD} in {@code VBD.plug}. */
  public String wireName() {
    return wireName;
  }

  /** The name in events: lower case. */
  public String eventName() {
    return eventName;
  }

  /** Every class of this library. */
  public static Collection<XenClass<?>> all() {
    return List.of(
        POOL, HOST, HOST_METRICS, SR, PBD, VDI, VBD, VM, VM_METRICS, VM_GUEST_METRICS, TASK, PUSB);
  }

  static Optional<XenClass<?>> ofEvent(String eventName) {
    return all().stream()
        .filter(type -> type.eventName.equalsIgnoreCase(eventName))
        .<XenClass<?>>map(type -> type)
        .findFirst();
  }

  XenRef ref(String value) {
    return refs.apply(value);
  }

  /** The record as one of this class, which the caller has checked. */
  @SuppressWarnings("unchecked")
  R cast(XenRecord record) {
    return (R) record;
  }

  R decode(String ref, Struct struct) {
    return decoder.apply(ref, struct);
  }

  @Override
  public String toString() {
    return wireName;
  }
}
