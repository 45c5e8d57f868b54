package io.xendisk.xenapi;

/** Refers to a host's metrics. Immutable. */
public record HostMetricsRef(String value) implements XenRef {
  public HostMetricsRef {
    RefText.check("HostMetricsRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.HOST_METRICS;
  }

  @Override
  public String toString() {
    return value;
  }
}
