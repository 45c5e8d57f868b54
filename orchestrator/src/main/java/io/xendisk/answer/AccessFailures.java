package io.xendisk.answer;

import io.xendisk.domain.access.AccessAdvice;
import io.xendisk.domain.access.AccessProblem;
import io.xendisk.port.PrivateFile;

/** Problems of access, as failures. Stateless. */
public final class AccessFailures {
  private AccessFailures() {}

  public static Failure of(AccessProblem problem) {
    return new Failure(AccessAdvice.on(problem));
  }

  public static Failure of(PrivateFile file, PrivateFile.Unsafe why) {
    return of(new AccessProblem.FileUnsafe(file.place(), why.why()));
  }
}
