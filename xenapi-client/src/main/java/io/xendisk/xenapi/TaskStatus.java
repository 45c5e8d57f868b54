package io.xendisk.xenapi;

/** How far a task is. Progress 1.0 comes before the end (facts §7): only this tells it. */
public enum TaskStatus {
  PENDING,
  SUCCESS,
  FAILURE,
  CANCELLING,
  CANCELLED,
  /** Not sent, or a value that this library does not know. */
  UNKNOWN;

  /** Whether the work is over, well or badly. */
  public boolean isFinal() {
    return this == SUCCESS || this == FAILURE || this == CANCELLED;
  }
}
