package io.xendisk.domain.host;

/** What xendisk does with a pool, by the permission that it takes; least first (facts §8). */
public enum Need {
  ATTACH("vbd.plug", Role.VM_ADMIN, "attach and detach disks"),
  READ("http/get_export_raw_vdi", Role.VM_ADMIN, "read what is on a disk"),
  MARK("vdi.add_to_other_config", Role.VM_ADMIN, "take a disk's lease, and remember what it is"),
  SCAN("sr.scan", Role.VM_POWER_ADMIN, "scan a host's removable storage after its boot"),
  START("vm.start_on", Role.VM_POWER_ADMIN, "start a VM on its disk's host (--if-halted start)"),
  ENROL("pool.add_to_other_config", Role.POOL_OPERATOR, "keep passports and baselines on the pool"),
  MEND("sr.create", Role.POOL_OPERATOR, "make or plug a host's removable storage"),
  ASK_DRIVES("host.call_plugin", Role.POOL_ADMIN, "ask drives for serial number and health");

  private final String permission;
  private final Role least;
  private final String words;

  Need(String permission, Role least, String words) {
    this.permission = permission;
    this.least = least;
    this.words = words;
  }

  String permission() {
    return permission;
  }

  /** The least role that may do it. */
  public Role least() {
    return least;
  }

  /** What it is for, for a person. */
  public String words() {
    return words;
  }
}
