package io.xendisk.xenapi;

import java.util.Map;
import java.util.Set;

/**
 * A virtual machine, template, snapshot or control domain (facts §2.4). Immutable.
 *
 * @param powerState whether it runs; {@code resident_on} and {@code domid} mean something only then
 * @param residentOn the host that it runs on; null reference unless it runs or is paused
 * @param affinity the host that it prefers to start on
 * @param domid its Xen domain, -1 if it has none; another one after every start and reboot
 * @param vbds every VBD, attached or not
 * @param metrics refers to {@link VmMetricsRecord}
 * @param guestMetrics refers to {@link VmGuestMetricsRecord}; null reference until it has run
 * @param blockedOperations operation to the reason why somebody forbade it
 * @param currentOperations task reference (or {@code DummyRef:...}) to the operation under way
 * @param hvmBootPolicy empty for a paravirtual guest ({@code PV}) before 7.5
 * @param domainType since 7.5: {@code hvm}, {@code pv}, {@code pv_in_pvh}, {@code pvh} or {@code
 *     unspecified}; empty before
 * @param haRestartPriority empty if high availability does not protect it
 * @param snapshotScheduled whether the pool itself snapshots it by and by: a VMSS since 7.2, a VMPP
 *     before 6.5
 */
public record VmRecord(
    VmRef ref,
    String uuid,
    String nameLabel,
    PowerState powerState,
    boolean isTemplate,
    boolean isSnapshot,
    boolean isControlDomain,
    HostRef residentOn,
    HostRef affinity,
    long domid,
    Set<VbdRef> vbds,
    VmMetricsRef metrics,
    VmGuestMetricsRef guestMetrics,
    Map<String, String> otherConfig,
    Map<String, String> blockedOperations,
    Map<String, String> currentOperations,
    String hvmBootPolicy,
    String domainType,
    String haRestartPriority,
    Set<String> tags,
    boolean snapshotScheduled)
    implements XenRecord {
  public VmRecord {
    vbds = Set.copyOf(vbds);
    tags = Set.copyOf(tags);
    otherConfig = Map.copyOf(otherConfig);
    blockedOperations = Map.copyOf(blockedOperations);
    currentOperations = Map.copyOf(currentOperations);
  }

  static VmRecord read(String ref, Struct struct) {
    return new VmRecord(
        new VmRef(ref),
        struct.string("uuid"),
        struct.string("name_label"),
        struct.oneOf("power_state", PowerState.class, PowerState.UNKNOWN, PowerState.UNKNOWN),
        struct.flag("is_a_template", false),
        struct.flag("is_a_snapshot", false),
        struct.flag("is_control_domain", false),
        struct.ref("resident_on", HostRef::new),
        struct.ref("affinity", HostRef::new),
        struct.number("domid", -1),
        struct.refs("VBDs", VbdRef::new),
        struct.ref("metrics", VmMetricsRef::new),
        struct.ref("guest_metrics", VmGuestMetricsRef::new),
        struct.map("other_config"),
        struct.map("blocked_operations"),
        struct.map("current_operations"),
        struct.string("HVM_boot_policy"),
        struct.string("domain_type"),
        struct.string("ha_restart_priority"),
        Set.copyOf(struct.list("tags")),
        isSet(struct, "snapshot_schedule") || isSet(struct, "protection_policy"));
  }

  private static boolean isSet(Struct struct, String reference) {
    var value = struct.string(reference);
    return !value.isEmpty() && !value.equals(XenRef.NULL);
  }
}
