package io.xendisk.service.http;

import io.javalin.http.Context;
import io.xendisk.domain.access.AccessProblem;
import java.util.Set;

/**
 * Whether a browser sends a request from a page of this service, as far as the browser says. One
 * that says nothing is too old to, or is no browser. Stateless.
 */
final class OwnPages {
  /** {@code none} is what a person typed or has as a bookmark. */
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private OwnPages() {}

  static void check(Context request) {
    var site = request.header("Sec-Fetch-Site");
    if (site != null && !OWN.contains(site)) {
      throw new Denied(new AccessProblem.CrossSite("the browser says that it is " + site));
    }
    var origin = request.header("Origin");
    // A proxy in front may end TLS, so that the scheme is another one here.
    if (origin != null && !origin.replaceFirst("^https?://", "").equals(request.host())) {
      throw new Denied(
          new AccessProblem.CrossSite("the browser says that its page is of " + origin));
    }
  }
}
