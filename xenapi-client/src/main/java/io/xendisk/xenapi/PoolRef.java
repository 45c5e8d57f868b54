package io.xendisk.xenapi;

/** Refers to the pool. Immutable. */
public record PoolRef(String value) implements XenRef {
  public PoolRef {
    RefText.check("PoolRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.POOL;
  }

  @Override
  public String toString() {
    return value;
  }
}
