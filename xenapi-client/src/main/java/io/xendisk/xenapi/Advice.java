package io.xendisk.xenapi;

import io.xendisk.xenapi.PoolException.NotSent;
import io.xendisk.xenapi.PoolException.Rejected;
import io.xendisk.xenapi.PoolException.ReplyLost;

/** What a person can do about a failed call, in at most two lines. Stateless. */
final class Advice {
  private Advice() {}

  static String of(PoolException e) {
    return switch (e) {
      case NotSent notSent -> notSent(notSent);
      case Rejected rejected -> AdviceByCode.of(rejected.error());
      case ReplyLost lost -> lost(lost);
    };
  }

  private static String notSent(NotSent e) {
    return switch (e.reason()) {
      case UNREACHABLE -> "Is the host up, and is the address right? Any host of the pool will do.";
      case UNTRUSTED -> untrusted(e);
      case TLS ->
          "A host of 6.2 or before speaks TLS 1.0 only, which Java refuses for the whole process.\n"
              + "An explicit http:// works with it, but anybody on the way can read the password.";
      case TIMED_OUT -> "Try again; if it stays so, is a firewall in between?";
      case NO_MASTER -> "The pool has no master at the moment. Try again in a minute.";
      case FOREIGN_ADDRESS ->
          "If the address does belong to the pool, add it to the allowed addresses.";
      case TOO_LARGE -> "The pool takes no such request; this is a fault of the program.";
      case INTERRUPTED -> "It was stopped before it began; nothing has changed.";
    };
  }

  private static String untrusted(NotSent e) {
    if (e.shownCertificate().isEmpty()) {
      return "Say which certificate to trust: --trust ca:FILE or --trust sha256:FINGERPRINT.";
    }
    String accept = "--trust " + e.shownCertificate().get();
    return e.expectedCertificate().isPresent()
        ? "Was the host reinstalled, or its certificate renewed? Ask before you believe it. To"
            + " accept it: "
            + accept
            + "\nWith known hosts, remove the host's line from the file to accept it for good."
        : "Compare with the host: openssl x509 -noout -fingerprint -sha256 -in"
            + " /etc/xensource/xapi-ssl.pem\n"
            + "If it is the same, accept it: "
            + accept;
  }

  private static String lost(ReplyLost e) {
    return switch (e.reason()) {
      case TIMED_OUT, DISCONNECTED, INTERRUPTED ->
          e.settling()
              .map(
                  settling ->
                      "The pool may have done it, or may be doing it still: "
                          + settling.look()
                          + ".")
              .orElse("Nothing was to be changed. Try again.");
      case NOT_XENAPI, HTTP_STATUS ->
          "Something else than a pool answers there, a proxy perhaps. Check the URL.";
      case MALFORMED -> "This is not what a pool sends. Check the URL and what stands in between.";
      case TOO_LARGE -> "No pool sends that much. Check the URL.";
    };
  }
}
