package io.xendisk.port;

/** A control domain could not be reached, did not let us in, or did not do what it was told. */
public final class Dom0Exception extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String advice;

  /** What kind of failure it is. */
  public enum Reason {
    /** Nobody answers there, or not in time. Nothing was done. */
    UNREACHABLE,
    /** The host shows a key that nobody has confirmed. Nothing was done. */
    HOST_KEY_UNKNOWN,
    /** The host shows another key than the one that is known. Nothing was done. */
    HOST_KEY_CHANGED,
    /** No algorithm is common to both sides. Nothing was done. */
    TOO_OLD,
    /** It takes none of our keys, nor the password. Nothing was done. */
    LOGIN_REFUSED,
    /** It carried out a command, and that failed. */
    COMMAND_FAILED,
    /** The connection is gone, or no answer came in time: the last command may have been done. */
    LOST,
    /** An interrupt ended the wait: the last command may have been done. */
    INTERRUPTED
  }

  public Dom0Exception(Reason reason, String message, String advice) {
    super(message);
    this.reason = reason;
    this.advice = advice;
  }

  public Dom0Exception(Reason reason, String message, String advice, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.advice = advice;
  }

  public Reason reason() {
    return reason;
  }

  /** What a person should do next. */
  public String advice() {
    return advice;
  }
}
