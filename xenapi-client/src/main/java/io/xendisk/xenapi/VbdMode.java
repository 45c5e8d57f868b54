package io.xendisk.xenapi;

/** How a VM may use a disk. */
public enum VbdMode {
  RO,
  RW,
  /** Not sent, or a value that this library does not know. */
  UNKNOWN
}
