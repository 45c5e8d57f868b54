package io.xendisk.service.access;

import io.xendisk.domain.access.TokenText;

/**
 * A browser that was logged in with a token. Immutable.
 *
 * @param tokenHash of the token, without which the session ends too
 * @param csrf what only a page of the service can know, and has to send with each change
 * @param until by the ticker, after which it is over unless it is used
 */
public record WebSession(String tokenHash, String csrf, long until) {
  /** Whether this came from a page of the service. */
  public boolean isShownBy(String sent) {
    return TokenText.areSame(csrf, sent);
  }
}
