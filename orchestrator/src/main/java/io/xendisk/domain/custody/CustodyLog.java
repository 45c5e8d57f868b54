package io.xendisk.domain.custody;

import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines that stand in the pool: the end of the log, in which every disk that is out has one.
 * {@code unreadable} are keys whose values cannot be read. Immutable.
 */
public record CustodyLog(List<LogLine> lines, List<String> unreadable) {
  /** More are taken out of the pool, once they are kept elsewhere. */
  private static final int MOST = 40;

  public CustodyLog {
    lines = lines.stream().sorted(Comparator.comparingLong(LogLine::number)).toList();
    unreadable = List.copyOf(unreadable);
  }

  /** What stands in the pool's notes. */
  public static CustodyLog in(Map<String, String> notes) {
    var lines = new ArrayList<LogLine>();
    var unreadable = new ArrayList<String>();
    notes.forEach(
        (key, line) -> {
          if (key.startsWith(LogLine.KEY)) {
            LogLine.read(line)
                .filter(found -> found.noteKey().equals(key))
                .ifPresentOrElse(lines::add, () -> unreadable.add(key));
          }
        });
    return new CustodyLog(lines, unreadable);
  }

  public Optional<LogLine> head() {
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
  }

  /** The line that comes next. */
  public LogLine next(Handover handover) {
    return head().map(head -> head.next(handover)).orElseGet(() -> LogLine.first(handover));
  }

  /** The last handover of each disk, by the id of its passport, oldest first. */
  public Map<String, Handover> latest() {
    var latest = new LinkedHashMap<String, Handover>();
    for (var line : lines) {
      var disk = line.handover().disk().id();
      latest.remove(disk);
      latest.put(disk, line.handover());
    }
    return latest;
  }

  /** Who has a disk; nothing if it is here, or was never taken. */
  public Optional<Handover> holderOf(String disk) {
    return Optional.ofNullable(latest().get(disk)).filter(Handover::isOut);
  }

  /** The disks that are out, oldest first. */
  public List<Handover> out() {
    return latest().values().stream().filter(Handover::isOut).toList();
  }

  /** What has to be told of disks that were not brought back. */
  public List<News> overdue(Instant now) {
    return out().stream()
        .filter(handover -> handover.due() != null && handover.due().isBefore(now))
        .map(CustodyLog::overdue)
        .toList();
  }

  private static News overdue(Handover out) {
    return News.of(
            NewsKind.CUSTODY_OVERDUE,
            out.due() == null ? out.at() : out.due(),
            ("%s was due back at %s: %s took it to %s at %s. Bring it back and say `xendisk"
                    + " rotation checkin %s`, or check it in and out again with another date.")
                .formatted(
                    out.disk().name(), out.due(), out.by(), out.to(), out.at(), out.disk().name()))
        .ofDisk(out.disk().name(), out.disk().id());
  }

  /**
   * What there is to do so that the log in the pool gets no longer: the oldest line goes, after
   * what it alone says was said again.
   */
  public Optional<Trim> trim() {
    if (lines.size() <= MOST) {
      return Optional.empty();
    }
    var oldest = lines.getFirst();
    boolean needed =
        oldest.handover().isOut()
            && lines.stream()
                .skip(1)
                .noneMatch(
                    line -> line.handover().disk().id().equals(oldest.handover().disk().id()));
    return Optional.of(
        new Trim(
            oldest, needed ? Optional.of(next(oldest.handover().carried())) : Optional.empty()));
  }

  /** The line to take out, and the one to add before. */
  public record Trim(LogLine out, Optional<LogLine> before) {}
}
