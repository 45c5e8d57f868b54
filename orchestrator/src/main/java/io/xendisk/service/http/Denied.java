package io.xendisk.service.http;

import io.xendisk.domain.access.AccessProblem;

/** A request that the gate does not let in; thrown inside the package only. */
final class Denied extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient AccessProblem problem;

  Denied(AccessProblem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  AccessProblem problem() {
    return problem;
  }
}
