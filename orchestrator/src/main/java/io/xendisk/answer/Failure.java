package io.xendisk.answer;

import io.xendisk.domain.Explanation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that failed, with the words for the person and what the pool said, if it did. It is
 * thrown inside the package only, and turned into output in one place.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Explanation explanation;
  private final transient @Nullable PoolError poolError;
  private final transient Map<String, Object> members;
  private final transient List<String> talk;

  /** XenAPI's own words. */
  public record PoolError(String code, List<String> parameters) {}

  public Failure(Explanation explanation, @Nullable PoolError poolError) {
    this(explanation, poolError, Map.of(), List.of());
  }

  private Failure(
      Explanation explanation,
      @Nullable PoolError poolError,
      Map<String, Object> members,
      List<String> talk) {
    super(explanation.message());
    this.explanation = explanation;
    this.poolError = poolError;
    this.members = members;
    this.talk = talk;
  }

  /** The same, with more members beside {@code error}, and more lines for a person. */
  Failure with(Map<String, Object> newMembers, List<String> newTalk) {
    return new Failure(explanation, poolError, newMembers, newTalk);
  }

  public Map<String, Object> members() {
    return members;
  }

  public List<String> talk() {
    return talk;
  }

  public Failure(Explanation explanation) {
    this(explanation, null);
  }

  public Explanation explanation() {
    return explanation;
  }

  public @Nullable PoolError poolError() {
    return poolError;
  }
}
