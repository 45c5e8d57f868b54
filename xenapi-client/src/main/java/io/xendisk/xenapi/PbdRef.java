package io.xendisk.xenapi;

/** Refers to the plug between one host and one SR. Immutable. */
public record PbdRef(String value) implements XenRef {
  public PbdRef {
    RefText.check("PbdRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.PBD;
  }

  @Override
  public String toString() {
    return value;
  }
}
