package io.xendisk.xenapi;

/** Refers to a task: the work of one asynchronous call. Immutable. */
public record TaskRef(String value) implements XenRef {
  public TaskRef {
    RefText.check("TaskRef", value);
  }

  @Override
  public XenClass<?> type() {
    return XenClass.TASK;
  }

  @Override
  public String toString() {
    return value;
  }
}
