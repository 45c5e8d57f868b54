package io.xendisk.domain.disk;

/** What is happening with a disk, in one word; the words are part of the public contract. */
public enum DiskState {
  /** Nobody has it. */
  FREE,
  /** A VM has it. */
  ATTACHED,
  /** It is being plugged into a VM, or waits for the VM's next boot. */
  ATTACHING,
  /** A guest was asked to let go of it, and has not yet, or the release is not finished. */
  RELEASING,
  /** The control domain or another client has it. */
  HELD,
  /** Its record is there, the disk is not. */
  MISSING;

  /** The word in tables and JSON. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
