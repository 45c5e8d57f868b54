package io.xendisk.domain.disk.passport;

/** Who may attach a disk, as far as its identity goes. */
public enum WhoMayAct {
  /** A command, {@code rotation run} and {@code serve}. */
  ANYONE,
  /** An explicit command only, which is told what is not proved (R3, R5). */
  A_PERSON,
  /** No command, until a person has sorted out which disk it is. */
  NOBODY
}
