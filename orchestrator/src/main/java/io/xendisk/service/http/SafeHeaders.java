package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** What a browser is told to refuse on pages and answers of the service. Immutable. */
final class SafeHeaders {
  /** Everything from the service itself, nothing in line. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String A_YEAR = "max-age=31536000";

  private final boolean secure;

  SafeHeaders(boolean secure) {
    this.secure = secure;
  }

  void addTo(RoutesConfig routes) {
    routes.before(this::set);
  }

  private void set(Context request) {
    request.header("Content-Security-Policy", POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("X-Frame-Options", "DENY");
    // With no-referrer a browser would not say either from which page a form comes.
    request.header("Referrer-Policy", "same-origin");
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    request.header("Cache-Control", "no-store");
    if (secure) {
      request.header("Strict-Transport-Security", A_YEAR);
    }
  }
}
