package io.xendisk.cli;

import io.xendisk.domain.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that failed, with the words for the person and what the pool said, if it did. It is
 * thrown inside the package only, and turned into output in one place.
 */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Explanation explanation;
  private final transient @Nullable PoolError poolError;

  /** XenAPI's own words. */
  record PoolError(String code, List<String> parameters) {}

  Failure(Explanation explanation, @Nullable PoolError poolError) {
    super(explanation.message());
    this.explanation = explanation;
    this.poolError = poolError;
  }

  Failure(Explanation explanation) {
    this(explanation, null);
  }

  Explanation explanation() {
    return explanation;
  }

  @Nullable PoolError poolError() {
    return poolError;
  }
}
