package io.xendisk.service.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.xendisk.domain.access.AccessProblem;
import io.xendisk.domain.access.AccessToken;
import io.xendisk.domain.access.Role;
import io.xendisk.port.PrivateFile;
import io.xendisk.service.access.RequestLimit;
import io.xendisk.service.access.TokenBook;
import io.xendisk.service.access.WebSessions;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may: nobody without a token, except to hear that the service lives, and to log in.
 * Thread-safe.
 */
final class Gate {
  static final String COOKIE = "xendisk_session";
  static final String CSRF_HEADER = "X-Xendisk-Csrf";
  private static final String CSRF_FIELD = "_csrf";
  private static final String BEARER = "bearer ";

  /** What changes nothing. */
  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

  private final TokenBook tokens;
  private final WebSessions sessions;
  private final RequestLimit ofTokens;
  private final RequestLimit ofAddresses;
  private final boolean openMetrics;

  /**
   * The gate.
   *
   * @param openMetrics whether everybody may read what is counted
   */
  Gate(
      TokenBook tokens,
      WebSessions sessions,
      RequestLimit ofTokens,
      RequestLimit ofAddresses,
      boolean openMetrics) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.ofTokens = ofTokens;
    this.ofAddresses = ofAddresses;
    this.openMetrics = openMetrics;
  }

  void addTo(RoutesConfig routes) {
    routes.before(this::identify);
    routes.beforeMatched(this::authorise);
  }

  private void identify(Context request) {
    if (isHealth(request)) {
      return;
    }
    if (isOpenMetrics(request)) {
      count(ofAddresses, request.ip());
      return;
    }
    if (isLogin(request)) {
      count(ofAddresses, request.ip());
      OwnPages.check(request);
      return;
    }
    try {
      caller(request).tell(request);
    } catch (PrivateFile.Unsafe e) {
      throw new Denied(new AccessProblem.FileUnsafe(tokens.file().place(), e.why()));
    }
  }

  private Caller caller(Context request) {
    var header = request.header("Authorization");
    if (header != null) {
      return byToken(request, header);
    }
    var cookie = request.cookie(COOKIE);
    return cookie == null
        ? nobody(request, new AccessProblem.NoToken())
        : bySession(request, cookie);
  }

  private Caller byToken(Context request, String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return nobody(request, new AccessProblem.NoToken());
    }
    var owner = tokens.tokens().matching(header.substring(BEARER.length()).strip());
    return owner.isEmpty()
        ? nobody(request, new AccessProblem.TokenRefused())
        : known(request, owner.get(), null);
  }

  private Caller bySession(Context request, String cookie) {
    var open = sessions.of(cookie);
    if (open.isEmpty()) {
      return nobody(request, new AccessProblem.TokenRefused());
    }
    if (!READING.contains(request.method())) {
      OwnPages.check(request);
      var sent = sent(request);
      if (sent == null || !open.get().session().isShownBy(sent)) {
        throw new Denied(new AccessProblem.CrossSite("it does not show the sign of its page"));
      }
    }
    return known(request, open.get().token(), open.get());
  }

  private static @Nullable String sent(Context request) {
    var header = request.header(CSRF_HEADER);
    return header != null || !request.isFormUrlencoded() ? header : request.formParam(CSRF_FIELD);
  }

  private Caller known(Context request, AccessToken token, WebSessions.@Nullable Open open) {
    count(ofTokens, token.name());
    return new Caller(
        token.name(), token.role(), request.ip(), open == null ? null : open.session());
  }

  /** Without a token even the answer that says so is not to be had without end. */
  private Caller nobody(Context request, AccessProblem why) {
    count(ofAddresses, request.ip());
    throw new Denied(why);
  }

  private static void count(RequestLimit limit, String client) {
    limit
        .count(client)
        .ifPresent(
            until -> {
              throw new Denied(new AccessProblem.TooManyRequests(until));
            });
  }

  /** A route says what it needs; else reading is for everybody, and changing for operators. */
  private void authorise(Context request) {
    if (isHealth(request) || isLogin(request) || isOpenMetrics(request)) {
      return;
    }
    var caller = Caller.of(request);
    var needed =
        request.routeRoles().stream()
            .map(role -> ((Needs) role).role())
            .findFirst()
            .orElse(READING.contains(request.method()) ? Role.VIEWER : Role.OPERATOR);
    if (!caller.role().includes(needed)) {
      throw new Denied(new AccessProblem.RoleTooLow(caller.name(), caller.role(), needed));
    }
  }

  private static boolean isHealth(Context request) {
    return request.path().equals("/healthz") && READING.contains(request.method());
  }

  private boolean isOpenMetrics(Context request) {
    return openMetrics && request.path().equals("/metrics") && READING.contains(request.method());
  }

  private static boolean isLogin(Context request) {
    return request.path().equals("/login") && request.method().equals(HandlerType.POST);
  }
}
