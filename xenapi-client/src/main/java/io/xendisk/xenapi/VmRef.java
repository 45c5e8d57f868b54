package io.xendisk.xenapi;

/** Refers to a virtual machine, template, snapshot or control domain. Immutable. */
public record VmRef(String value) implements XenRef {
  public VmRef {
    RefText.check("VmRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.VM;
  }

  @Override
  public String toString() {
    return value;
  }
}
