package io.xendisk.service.access;

import io.xendisk.domain.access.AccessToken;
import io.xendisk.domain.access.TokenText;
import io.xendisk.port.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The browsers that are logged in. They are kept in memory only, and by the hash of their cookie; a
 * restart of the service ends them. Thread-safe.
 */
public final class WebSessions {
  private static final long IDLE = Duration.ofHours(12).toNanos();
  private static final int AT_MOST = 1000;

  private final TokenBook tokens;
  private final Ticker ticker;
  private final RandomGenerator random;

  /** In the order in which they were used last. */
  private final Map<String, WebSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

  public WebSessions(TokenBook tokens, Ticker ticker, RandomGenerator random) {
    this.tokens = tokens;
    this.ticker = ticker;
    this.random = random;
  }

  /** A session that is on, and whose it is. */
  public record Open(WebSession session, AccessToken token) {}

  /** Begins one; what the browser keeps in its cookie. */
  public String begin(AccessToken token) {
    var cookie = TokenText.unguessable(random);
    var csrf = TokenText.unguessable(random);
    synchronized (sessions) {
      sessions.put(
          TokenText.hash(cookie), new WebSession(token.hash(), csrf, ticker.nanos() + IDLE));
      while (sessions.size() > AT_MOST) {
        sessions.remove(sessions.keySet().iterator().next());
      }
    }
    return cookie;
  }

  /** The session of a cookie; none if it is over, or its token was revoked. */
  public Optional<Open> of(String cookie) {
    var key = TokenText.hash(cookie);
    WebSession session;
    synchronized (sessions) {
      var there = sessions.get(key);
      if (there == null) {
        return Optional.empty();
      }
      if (there.until() - ticker.nanos() < 0) {
        sessions.remove(key);
        return Optional.empty();
      }
      session = new WebSession(there.tokenHash(), there.csrf(), ticker.nanos() + IDLE);
      sessions.put(key, session);
    }
    return tokens.withHash(session.tokenHash()).map(token -> new Open(session, token));
  }

  public void end(String cookie) {
    synchronized (sessions) {
      sessions.remove(TokenText.hash(cookie));
    }
  }
}
