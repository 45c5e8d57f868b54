package io.xendisk.domain.host;

import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people are told of a check: all that is wrong in one piece, but for what somebody knows of.
 * Its text says what is wrong and not how it was seen, so that the same things are the same news.
 * Pure.
 */
public final class FindingNews {
  private FindingNews() {}

  /**
   * The news, if there are any.
   *
   * @param pool as people call it
   */
  public static Optional<News> of(Diagnosis diagnosis, String pool, Instant now) {
    var untold =
        diagnosis.found().stream()
            .filter(each -> each.finding().isWrong() && diagnosis.knowing(each).isEmpty())
            .map(Diagnosed::finding)
            .toList();
    return untold.isEmpty()
        ? Optional.empty()
        : Optional.of(
            News.of(NewsKind.CHECK_FOUND, now, text(untold, pool)).asBadAs(severity(untold)));
  }

  private static String text(List<Finding> found, String pool) {
    return "%d %s wrong in pool %s: %s. `xendisk doctor` says why it matters, and what mends it."
        .formatted(
            found.size(),
            found.size() == 1 ? "thing is" : "things are",
            pool,
            found.stream()
                .map(finding -> "%s (%s)".formatted(finding.id(), finding.about()))
                .collect(Collectors.joining("; ")));
  }

  private static Severity severity(List<Finding> found) {
    boolean error = found.stream().anyMatch(finding -> isError(finding.severity()));
    return error ? Severity.CRITICAL : Severity.WARNING;
  }

  private static boolean isError(io.xendisk.domain.host.Severity severity) {
    return severity == io.xendisk.domain.host.Severity.ERROR;
  }
}
