package io.xendisk.xenapi;

/** Refers to a virtual disk image; on a udev SR it stands for a physical disk. Immutable. */
public record VdiRef(String value) implements XenRef {
  public VdiRef {
    RefText.check("VdiRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.VDI;
  }

  @Override
  public String toString() {
    return value;
  }
}
