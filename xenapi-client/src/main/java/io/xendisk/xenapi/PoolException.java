package io.xendisk.xenapi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that gave no result. The three kinds say whether the pool may have done what was asked,
 * which decides what to do next: {@link NotSent} it has not, {@link Rejected} it refused, {@link
 * ReplyLost} nobody knows. A message names the method and the host and what went wrong, never what
 * was passed. Immutable.
 */
public abstract sealed class PoolException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String method;
  private final String host;

  PoolException(String method, String host, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.method = method;
    this.host = host;
  }

  /** The XenAPI method, for example {@code VBD.plug}; or what was tried beside XenAPI. */
  public String method() {
    return method;
  }

  /** Address and port of the host that was asked; empty where a task failed. */
  public String host() {
    return host;
  }

  /**
   * Whether a look at the pool tells what became of a write: its answer was lost on the line, or
   * session or master were gone when it came. Any read logs in anew, at the new master if there is
   * one. False where the pool gave its reasons, where trust or the request is at fault, and for an
   * interrupt.
   */
  public boolean isSettledByLooking() {
    return switch (this) {
      case NotSent e ->
          switch (e.reason()) {
            case UNREACHABLE, TIMED_OUT -> true;
            case UNTRUSTED, TLS, NO_MASTER, FOREIGN_ADDRESS, TOO_LARGE, INTERRUPTED -> false;
          };
      case Rejected e -> e.is("SESSION_INVALID") || e.is("HOST_IS_SLAVE");
      case ReplyLost e -> e.reason() != ReplyLost.Reason.INTERRUPTED;
    };
  }

  /** What a person can do about it, in at most two lines. */
  public String advice() {
    return Advice.of(this);
  }

  /** The request did not go out: the pool has done nothing, and it may be sent again. */
  public static final class NotSent extends PoolException {
    private static final long serialVersionUID = 1;

    /** Why it did not go out. */
    public enum Reason {
      /** No connection to the host. */
      UNREACHABLE,
      /** The host's certificate was refused. */
      UNTRUSTED,
      /** No TLS connection for another reason, for example a host that speaks TLS 1.0 only. */
      TLS,
      /** No connection in time, or the deadline had passed before the request went out. */
      TIMED_OUT,
      /** HOST_IS_SLAVE went round in circles, or too far. */
      NO_MASTER,
      /** HOST_IS_SLAVE, or a redirect, named an address that is not allowed. */
      FOREIGN_ADDRESS,
      /** The request is larger than the 300 KiB that xapi takes. */
      TOO_LARGE,
      /** The thread was interrupted. */
      INTERRUPTED
    }

    private final NotSent.Reason reason;
    private final transient @Nullable Fingerprint shown;
    private final transient @Nullable Fingerprint expected;

    /** The cause, or one of its own, may hold the certificate that was refused. */
    public NotSent(
        String method, String host, NotSent.Reason reason, String why, @Nullable Throwable cause) {
      super(method, host, "%s on %s was not sent: %s".formatted(method, host, why), cause);
      this.reason = reason;
      var certificate = find(cause);
      this.shown = certificate == null ? null : certificate.shown();
      this.expected = certificate == null ? null : certificate.expected();
    }

    /** Why it did not go out. */
    public NotSent.Reason reason() {
      return reason;
    }

    /** The fingerprint of the certificate that was refused, if one was. */
    public Optional<Fingerprint> shownCertificate() {
      return Optional.ofNullable(shown);
    }

    /** The fingerprint that was pinned or known for the host, if one was. */
    public Optional<Fingerprint> expectedCertificate() {
      return Optional.ofNullable(expected);
    }

    private static @Nullable UntrustedCertificateException find(@Nullable Throwable cause) {
      int hops = 0;
      for (Throwable at = cause; at != null && hops++ < 10; at = at.getCause()) {
        if (at instanceof UntrustedCertificateException found) {
          return found;
        }
      }
      return null;
    }
  }

  /** The pool answered with an error. A read or a check did nothing; a write may have done part. */
  public static final class Rejected extends PoolException {
    private static final long serialVersionUID = 1;

    private final transient XenError error;

    /** The method is that of the call, or of the task that failed; then the host is empty. */
    public Rejected(String method, String host, XenError error) {
      super(
          method,
          host,
          "%s%s was refused: %s".formatted(method, host.isEmpty() ? "" : " on " + host, error),
          null);
      this.error = error;
    }

    /** What the pool said. A session reference or password in it reads {@code ***}. */
    public XenError error() {
      return error;
    }

    /** As {@link XenError#code}. */
    public String code() {
      return error.code();
    }

    /** As {@link XenError#params}. */
    public List<String> params() {
      return error.params();
    }

    /** Whether this is the code. */
    public boolean is(String code) {
      return error.is(code);
    }
  }

  /**
   * The request went out and no usable answer came. A write may have been done, may be under way,
   * or may not: look at the pool before anything else; never send it again blindly.
   */
  public static final class ReplyLost extends PoolException {
    private static final long serialVersionUID = 1;

    /** What came instead of an answer. */
    public enum Reason {
      TIMED_OUT,
      DISCONNECTED,
      /** A page of a proxy or of another server. */
      NOT_XENAPI,
      /** Not the XML that xapi sends, or not the record that was asked for. */
      MALFORMED,
      /** More bytes, values or depth than allowed. */
      TOO_LARGE,
      /** Another HTTP status than 200; redirects are among them and are not followed. */
      HTTP_STATUS,
      /** The thread was interrupted. */
      INTERRUPTED
    }

    private final ReplyLost.Reason reason;

    /** {@code why} completes the sentence that the answer is lost. */
    public ReplyLost(
        String method,
        String host,
        ReplyLost.Reason reason,
        String why,
        @Nullable Throwable cause) {
      super(
          method, host, "the answer to %s from %s is lost: %s".formatted(method, host, why), cause);
      this.reason = reason;
    }

    /** What came instead of an answer. */
    public ReplyLost.Reason reason() {
      return reason;
    }

    /**
     * How to find out whether a write was done; empty for a read, which may simply be asked again.
     */
    public Optional<Settling> settling() {
      return Settling.of(method());
    }
  }
}
