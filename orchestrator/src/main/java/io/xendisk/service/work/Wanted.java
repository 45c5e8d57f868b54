package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.service.Job;
import java.util.Map;

/**
 * Something that somebody wants done in a pool. Immutable.
 *
 * @param request as it was asked for
 */
public record Wanted(Kind kind, Map<String, Object> request, Job.Work<Answer> work) {
  /** Whether it only says what would be done. */
  boolean isPlan() {
    return Boolean.TRUE.equals(request.get("plan"));
  }
}
