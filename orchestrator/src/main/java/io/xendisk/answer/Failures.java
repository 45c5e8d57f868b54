package io.xendisk.answer;

import io.xendisk.answer.Failure.PoolError;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.PoolException.NotSent;
import io.xendisk.xenapi.PoolException.Rejected;
import io.xendisk.xenapi.PoolException.ReplyLost;

/** Ids and exit codes for what goes wrong between here and the pool; the words are the client's. */
public final class Failures {
  private Failures() {}

  public static Failure of(PoolException failure) {
    return switch (failure) {
      case NotSent e -> notSent(e);
      case Rejected e -> rejected(e);
      case ReplyLost e -> replyLost(e);
    };
  }

  private static Failure notSent(NotSent e) {
    return switch (e.reason()) {
      case UNTRUSTED -> failure(e, "certificate-not-trusted", Exit.CREDENTIALS);
      case TLS -> failure(e, "tls-failed", Exit.CREDENTIALS);
      case INTERRUPTED -> interrupted();
      case TOO_LARGE -> failure(e, "request-too-large", Exit.FAILED);
      case UNREACHABLE, TIMED_OUT, NO_MASTER, FOREIGN_ADDRESS ->
          failure(e, "unreachable", Exit.UNREACHABLE);
    };
  }

  private static Failure rejected(Rejected e) {
    return switch (e.code()) {
      case "SESSION_AUTHENTICATION_FAILED" -> rejected(e, "wrong-password", Exit.CREDENTIALS);
      case "SESSION_AUTHORIZATION_FAILED", "RBAC_PERMISSION_DENIED" ->
          rejected(e, "not-permitted", Exit.CREDENTIALS);
      case "HOST_STILL_BOOTING", "HOST_HAS_NO_MANAGEMENT_IP", "HOST_MASTER_CANNOT_TALK_BACK" ->
          rejected(e, "unreachable", Exit.UNREACHABLE);
      // What a command begins with is known since 6.0 at the latest (facts §11).
      case "MESSAGE_METHOD_UNKNOWN" -> rejected(e, "pool-too-old", Exit.REFUSED);
      case "SESSION_INVALID", "HOST_IS_SLAVE" -> rejected(e, "session-lost", Exit.PARTLY);
      default -> rejected(e, "pool-refused", Exit.FAILED);
    };
  }

  private static Failure rejected(Rejected e, String id, Exit exit) {
    return new Failure(explanation(e, id, exit), new PoolError(e.code(), e.params()));
  }

  private static Failure replyLost(ReplyLost e) {
    return switch (e.reason()) {
      case NOT_XENAPI, HTTP_STATUS -> failure(e, "not-a-pool", Exit.UNREACHABLE);
      case INTERRUPTED -> interrupted();
      case TIMED_OUT, DISCONNECTED, MALFORMED, TOO_LARGE -> failure(e, "answer-lost", Exit.PARTLY);
    };
  }

  private static Failure failure(PoolException e, String id, Exit exit) {
    return new Failure(explanation(e, id, exit));
  }

  private static Explanation explanation(PoolException e, String id, Exit exit) {
    return new Explanation(id, exit, String.valueOf(e.getMessage()), e.advice());
  }

  public static Failure interrupted() {
    return new Failure(
        new Explanation(
            "interrupted",
            Exit.INTERRUPTED,
            "interrupted",
            "What was begun was taken back. Run the command again when you like."));
  }
}
