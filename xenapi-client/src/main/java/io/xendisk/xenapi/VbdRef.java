package io.xendisk.xenapi;

/** Refers to a virtual block device: the place of one disk in one VM. Immutable. */
public record VbdRef(String value) implements XenRef {
  public VbdRef {
    RefText.check("VbdRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.VBD;
  }

  @Override
  public String toString() {
    return value;
  }
}
