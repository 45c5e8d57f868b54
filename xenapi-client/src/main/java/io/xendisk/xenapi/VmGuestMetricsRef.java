package io.xendisk.xenapi;

/** Refers to what a VM's guest agent reported. Immutable. */
public record VmGuestMetricsRef(String value) implements XenRef {
  public VmGuestMetricsRef {
    RefText.check("VmGuestMetricsRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.VM_GUEST_METRICS;
  }

  @Override
  public String toString() {
    return value;
  }
}
