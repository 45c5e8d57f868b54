package io.xendisk.xenapi;

/** What a VBD looks like to the guest. */
public enum VbdType {
  DISK,
  CD,
  /** Since 2018. */
  FLOPPY,
  /** Not sent, or a value that this library does not know. */
  UNKNOWN
}
