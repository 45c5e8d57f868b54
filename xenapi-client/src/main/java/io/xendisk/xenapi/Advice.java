package io.xendisk.xenapi;

/** What a person can do about a failed call, in at most two lines. Stateless. */
final class Advice {
  private Advice() {}

  static String of(PoolException e) {
    return switch (e) {
      case PoolException.NotSent notSent -> notSent(notSent);
      case PoolException.Rejected rejected -> ofCode(rejected.code());
      case PoolException.ReplyLost lost -> lost(lost);
    };
  }

  private static String notSent(PoolException.NotSent e) {
    return switch (e.reason()) {
      case UNREACHABLE -> "Is the host up, and is the address right? Any host of the pool will do.";
      case UNTRUSTED ->
          e.shownCertificate()
              .map(
                  shown ->
                      "Compare it with the host's own (openssl x509 -fingerprint -sha256 -in"
                          + " /etc/xensource/xapi-ssl.pem).\n"
                          + "If it is the same, say --trust "
                          + shown)
              .orElse(
                  "Say which certificate to trust: --trust ca:FILE or --trust sha256:FINGERPRINT.");
      case TLS ->
          "Hosts up to 6.2 speak TLS 1.0 only, which Java refuses for the whole process; nothing"
              + " weakens it for one pool.\n"
              + "An explicit http:// URL works with them, unencrypted: only over a network that you"
              + " trust.";
      case TIMED_OUT -> "Try again; if it stays so, is a firewall in between?";
      case NO_MASTER -> "The pool has no master at the moment. Try again in a minute.";
      case FOREIGN_ADDRESS ->
          "If the address does belong to the pool, add it to the allowed addresses.";
      case TOO_LARGE -> "The pool takes no such request; this is a fault of the program.";
      case INTERRUPTED -> "It was stopped before it was done; nothing has changed.";
    };
  }

  private static String lost(PoolException.ReplyLost e) {
    return switch (e.reason()) {
      case TIMED_OUT, DISCONNECTED, INTERRUPTED ->
          "The pool may have done it or may still be doing it: look before you ask again.";
      case NOT_XENAPI, HTTP_STATUS ->
          "Something else than a pool answers there, a proxy perhaps. Check the URL.";
      case MALFORMED -> "This is not what a pool sends. Check the URL and what stands in between.";
      case TOO_LARGE -> "No pool sends that much. Check the URL.";
    };
  }

  private static String ofCode(String code) {
    return switch (code) {
      case "SESSION_AUTHENTICATION_FAILED" -> "User or password is wrong.";
      case "RBAC_PERMISSION_DENIED" ->
          "The user's role does not allow it: ask the pool's administrator.";
      default -> "The pool refused it; its own log (/var/log/xensource.log) says more.";
    };
  }
}
