package io.xendisk.xenapi;

/** Whether a VM runs. */
public enum PowerState {
  HALTED,
  PAUSED,
  RUNNING,
  SUSPENDED,
  /** Not sent, or a value that this library does not know. */
  UNKNOWN
}
