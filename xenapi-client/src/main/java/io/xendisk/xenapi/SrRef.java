package io.xendisk.xenapi;

/** Refers to a storage repository. Immutable. */
public record SrRef(String value) implements XenRef {
  public SrRef {
    RefText.check("SrRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.SR;
  }

  @Override
  public String toString() {
    return value;
  }
}
