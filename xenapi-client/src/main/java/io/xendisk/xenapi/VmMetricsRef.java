package io.xendisk.xenapi;

/** Refers to a VM's metrics. Immutable. */
public record VmMetricsRef(String value) implements XenRef {
  public VmMetricsRef {
    RefText.check("VmMetricsRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.VM_METRICS;
  }

  @Override
  public String toString() {
    return value;
  }
}
