package io.xendisk.xenapi.http;

import java.io.IOException;

/**
 * An exchange that gave no usable answer, and whether its request may have been carried out.
 * Immutable.
 */
public final class HttpFailure extends IOException {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    UNREACHABLE,
    UNTRUSTED,
    TLS,
    TIMED_OUT,
    DISCONNECTED,
    MALFORMED,
    TOO_LARGE,
    INTERRUPTED
  }

  private final Kind kind;
  private final boolean sent;

  public HttpFailure(Kind kind, boolean sent, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.sent = sent;
  }

  HttpFailure(Kind kind, boolean sent, String message) {
    super(message);
    this.kind = kind;
    this.sent = sent;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the last byte of the request may have reached the other side. */
  public boolean sent() {
    return sent;
  }
}
