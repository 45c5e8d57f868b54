package io.xendisk.testing;

import io.xendisk.domain.access.AccessProblem;
import io.xendisk.domain.access.Role;
import java.time.Duration;
import java.util.List;

/** One of each. */
public final class AccessProblems {
  private AccessProblems() {}

  public static List<AccessProblem> all() {
    return List.of(
        new AccessProblem.NoToken(),
        new AccessProblem.TokenRefused(),
        new AccessProblem.RoleTooLow("alice", Role.VIEWER, Role.OPERATOR),
        new AccessProblem.CrossSite("the browser says so"),
        new AccessProblem.TooManyRequests(Duration.ofSeconds(3)),
        new AccessProblem.TokenUnknown("bob"),
        new AccessProblem.NameTaken("alice"),
        new AccessProblem.FileUnsafe("/var/lib/xendisk/tokens", "others may read it"));
  }
}
