package io.xendisk.domain;

/** How a command ended, in one number; scripts rely on them. */
public enum Exit {
  /** Done, or already so. */
  DONE(0),
  FAILED(1),
  /** Wrong usage or configuration. */
  USAGE(2),
  /** Refused by a safety rule. */
  REFUSED(3),
  /** Somebody else holds the disk, the VM or the lease. */
  CONFLICT(4),
  /** The deadline passed, still pending. */
  PENDING(5),
  NOT_SAFE_TO_PULL(6),
  /** The disk's identity contradicts what was said or known. */
  IDENTITY(7),
  /** Credentials, permission or TLS. */
  CREDENTIALS(8),
  /** Partly done, run it again. */
  PARTLY(9),
  /** No host of the pool can be reached. */
  UNREACHABLE(69),
  /** The disk is not present. */
  ABSENT(75),
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
