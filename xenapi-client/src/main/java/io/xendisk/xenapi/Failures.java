package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Endpoint;
import io.xendisk.xenapi.http.HttpAnswer;
import io.xendisk.xenapi.http.HttpFailure;

/** Turns what the wire says into the family of {@link PoolException}. Stateless. */
final class Failures {
  private Failures() {}

  static PoolException of(String method, Endpoint endpoint, HttpFailure e) {
    String host = endpoint.authority();
    String why = String.valueOf(e.getMessage());
    return e.sent()
        ? new PoolException.ReplyLost(method, host, lost(e.kind()), why, e)
        : new PoolException.NotSent(method, host, notSent(e.kind()), why, e);
  }

  /** Where a redirect points to, for a person; nobody follows it. */
  static String whereTo(HttpAnswer answer) {
    return answer.status() / 100 == 3
        ? ", a redirect to %.200s, which is not followed"
            .formatted(answer.header("location").orElse("nowhere").replaceAll("[^ -~]", "?"))
        : "";
  }

  private static PoolException.NotSent.Reason notSent(HttpFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, DISCONNECTED, MALFORMED -> PoolException.NotSent.Reason.UNREACHABLE;
      case UNTRUSTED -> PoolException.NotSent.Reason.UNTRUSTED;
      case TLS -> PoolException.NotSent.Reason.TLS;
      case TIMED_OUT -> PoolException.NotSent.Reason.TIMED_OUT;
      case TOO_LARGE -> PoolException.NotSent.Reason.TOO_LARGE;
      case INTERRUPTED -> PoolException.NotSent.Reason.INTERRUPTED;
    };
  }

  private static PoolException.ReplyLost.Reason lost(HttpFailure.Kind kind) {
    return switch (kind) {
      case TIMED_OUT -> PoolException.ReplyLost.Reason.TIMED_OUT;
      case UNREACHABLE, UNTRUSTED, TLS, DISCONNECTED -> PoolException.ReplyLost.Reason.DISCONNECTED;
      case MALFORMED -> PoolException.ReplyLost.Reason.MALFORMED;
      case TOO_LARGE -> PoolException.ReplyLost.Reason.TOO_LARGE;
      case INTERRUPTED -> PoolException.ReplyLost.Reason.INTERRUPTED;
    };
  }
}
