package io.xendisk.domain.attach;

import java.util.Locale;

/** What to do when the VM is halted. */
public enum IfHalted {
  /** Refuse a first attach; make the VBD for the next boot where the disk has been there before. */
  REFUSE,
  /** Start the VM, wait for its guest, then plug. */
  START,
  /** Wait until somebody starts the VM and its guest has booted, then plug. */
  WAIT;

  /** The word that is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
