package io.xendisk.domain.access;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;

/** The words for problems of access. Stateless. */
public final class AccessAdvice {
  private AccessAdvice() {}

  public static Explanation on(AccessProblem problem) {
    return switch (problem) {
      case AccessProblem.NoToken() ->
          denied(
              "no-token",
              "nobody is let in without a token",
              "Send `Authorization: Bearer TOKEN`; `xendisk token create --role viewer --name WHO`"
                  + " makes one.");
      case AccessProblem.TokenRefused() ->
          denied(
              "token-refused",
              "the token is not known, or was revoked, or the session is over",
              "Log in again, or let `xendisk token create` make a new one.");
      case AccessProblem.RoleTooLow(var name, var role, var needed) ->
          denied(
              "role-too-low",
              "%s has the role %s, and this needs %s".formatted(name, role.word(), needed.word()),
              "Ask somebody who has it, or for a token of that role.");
      case AccessProblem.CrossSite(var why) ->
          denied(
              "cross-site",
              "the request may come from another site's page: " + why,
              "Load the page again, and send `X-Xendisk-Csrf` with what `GET /api/v1/session`"
                  + " names; or use a bearer token.");
      case AccessProblem.TooManyRequests(var until) ->
          new Explanation(
              "too-many-requests",
              Exit.FAILED,
              "there were more requests than `service: limits: requests` allows in a minute",
              "Wait %d s, and ask less often.".formatted(until.toSeconds()));
      case AccessProblem.TokenUnknown(var name) ->
          new Explanation(
              "token-unknown",
              Exit.USAGE,
              "there is no token of '%s'".formatted(name),
              "`xendisk token list` shows whose there are.");
      case AccessProblem.NameTaken(var name) ->
          new Explanation(
              "token-name-taken",
              Exit.USAGE,
              "'%s' has a token already".formatted(name),
              "`xendisk token revoke %s` first, or take another name.".formatted(name));
      case AccessProblem.FileUnsafe(var file, var why) ->
          denied(
              "token-file-unsafe",
              "the tokens in %s are not used: %s".formatted(file, why),
              "It has to be the service's own, on a disk with room: `chown` it to the service's"
                  + " user, and `chmod 600`.");
    };
  }

  private static Explanation denied(String id, String message, String advice) {
    return new Explanation(id, Exit.CREDENTIALS, message, advice);
  }
}
