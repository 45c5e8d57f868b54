package io.xendisk.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the usage of a disk grows: a straight line through what was measured since it last fell. What
 * it says is a guess, good enough to name a day. Pure.
 */
public final class UsageTrend {
  private static final int MOST = 12;
  private static final Duration APART = Duration.ofHours(20);
  private static final Duration ENOUGH = Duration.ofHours(12);

  /** What was measured counts for so long. */
  private static final Duration FRESH = Duration.ofHours(1);

  private static final Duration FAR = Duration.ofDays(365);

  /** Less than this in a day is no growth. */
  private static final double LEAST_A_DAY = 1;

  private UsageTrend() {}

  /** The points and a new one: at most one a day is kept, and of those the newest dozen. */
  static List<UsagePoint> with(List<UsagePoint> points, UsagePoint fresh) {
    var all = new ArrayList<>(points);
    int last = all.size() - 1;
    boolean replaces =
        last > 0 && Duration.between(all.get(last - 1).at(), fresh.at()).compareTo(APART) < 0;
    if (replaces) {
      all.remove(last);
    }
    all.add(fresh);
    return all.size() <= MOST ? List.copyOf(all) : List.copyOf(all.subList(1, all.size()));
  }

  /** Whether a disk that is in should be measured again. */
  public static boolean isDue(LedgerEntry entry, Instant now) {
    var in = entry.inSince();
    return in.isPresent()
        && entry.usage().stream()
            .map(UsagePoint::at)
            .noneMatch(at -> !at.isBefore(in.get()) && at.isAfter(now.minus(FRESH)));
  }

  /** How much it grows in a day, in percent; nothing where that is not known. */
  public static Optional<Double> perDay(List<UsagePoint> points) {
    var growing = sinceItFell(points);
    return isEnough(growing)
        ? Optional.of(slope(growing, growing.getFirst().at()) / 100)
        : Optional.empty();
  }

  private static boolean isEnough(List<UsagePoint> growing) {
    return growing.size() > 1
        && Duration.between(growing.getFirst().at(), growing.getLast().at()).compareTo(ENOUGH) >= 0;
  }

  /** When it reaches a level, if it goes on like this; nothing where that is far or not known. */
  public static Optional<Instant> reaches(List<UsagePoint> points, int percent) {
    var growing = sinceItFell(points);
    if (!isEnough(growing)) {
      return Optional.empty();
    }
    var first = growing.getFirst().at();
    var last = growing.getLast();
    double perDay = slope(growing, first);
    double left = percent * 100.0 - last.hundredths();
    if (left <= 0) {
      return Optional.of(last.at());
    }
    if (perDay < LEAST_A_DAY || left / perDay > FAR.toDays()) {
      return Optional.empty();
    }
    return Optional.of(last.at().plusSeconds((long) (left / perDay * 86_400)));
  }

  private static List<UsagePoint> sinceItFell(List<UsagePoint> points) {
    int from = 0;
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).hundredths() < points.get(i - 1).hundredths()) {
        from = i;
      }
    }
    return points.subList(points.isEmpty() ? 0 : from, points.size());
  }

  /** Least squares, in hundredths of a percent a day. */
  private static double slope(List<UsagePoint> points, Instant first) {
    double meanX = points.stream().mapToDouble(p -> days(first, p)).average().orElse(0);
    double meanY = points.stream().mapToDouble(UsagePoint::hundredths).average().orElse(0);
    double above = 0;
    double below = 0;
    for (var point : points) {
      double x = days(first, point) - meanX;
      above += x * (point.hundredths() - meanY);
      below += x * x;
    }
    return below == 0 ? 0 : above / below;
  }

  private static double days(Instant first, UsagePoint point) {
    return Duration.between(first, point.at()).toSeconds() / 86_400.0;
  }
}
