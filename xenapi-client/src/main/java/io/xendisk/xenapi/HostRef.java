package io.xendisk.xenapi;

/** Refers to a host. Immutable. */
public record HostRef(String value) implements XenRef {
  public HostRef {
    RefText.check("HostRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.HOST;
  }

  @Override
  public String toString() {
    return value;
  }
}
