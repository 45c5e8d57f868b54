package io.xendisk.xenapi;

/** Refers to a physical USB device (XenServer 7.3 and later). Immutable. */
public record PusbRef(String value) implements XenRef {
  public PusbRef {
    RefText.check("PusbRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.PUSB;
  }

  @Override
  public String toString() {
    return value;
  }
}
