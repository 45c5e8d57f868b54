package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.xendisk.answer.AccessFailures;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.domain.access.AccessProblem;
import io.xendisk.port.PrivateFile;
import io.xendisk.service.access.TokenBook;
import io.xendisk.service.access.WebSessions;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives a browser a session for a token: in a cookie that no script can read and that no other site
 * gets sent. Thread-safe.
 */
final class Login {
  private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]*");

  private final TokenBook tokens;
  private final WebSessions sessions;
  private final boolean secure;

  /**
   * The log-in.
   *
   * @param secure whether the service speaks TLS, so that a browser shall send the cookie over TLS
   *     only
   */
  Login(TokenBook tokens, WebSessions sessions, boolean secure) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.secure = secure;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/login", this::begin);
    routes.post("/logout", this::end, Needs.VIEWER);
    routes.get("/api/v1/session", Login::show);
  }

  private void begin(Context request) {
    var text = request.isFormUrlencoded() ? request.formParam("token") : null;
    try {
      var token = text == null ? null : tokens.tokens().matching(text.strip()).orElse(null);
      if (token == null) {
        throw new Denied(
            text == null ? new AccessProblem.NoToken() : new AccessProblem.TokenRefused());
      }
      request.cookie(cookie(sessions.begin(token), -1));
    } catch (PrivateFile.Unsafe e) {
      throw AccessFailures.of(tokens.file(), e);
    }
    request.redirect(next(request), HttpStatus.SEE_OTHER);
  }

  /** Only to a path of this service, whatever a link that led here says. */
  private static String next(Context request) {
    var next = request.formParam("next");
    return next != null && OWN_PATH.matcher(next).matches() ? next : "/";
  }

  private void end(Context request) {
    var cookie = request.cookie(Gate.COOKIE);
    if (cookie != null) {
      sessions.end(cookie);
    }
    request.cookie(cookie("", 0));
    request.redirect("/", HttpStatus.SEE_OTHER);
  }

  private Cookie cookie(String value, int maxAge) {
    return new Cookie(Gate.COOKIE, value, "/", maxAge, secure, true, null, SameSite.STRICT);
  }

  /** Whose session this is, and what a page has to send with each change. */
  private static void show(Context request) {
    Reading.query(request, Set.of());
    var caller = Caller.of(request);
    var document = Documents.map();
    document.put("name", caller.name());
    document.put("role", caller.role().word());
    Documents.put(document, "csrf", caller.session() == null ? null : caller.session().csrf());
    request.contentType("application/json").result(DocumentWriter.json(document));
  }
}
