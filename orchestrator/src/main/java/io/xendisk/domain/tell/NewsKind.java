package io.xendisk.domain.tell;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What there is to tell. Its word is stable: configuration, templates and webhooks name it. A
 * condition that lasts is told once a day for each disk, or where it is about no disk, set or VM
 * for each text; what happens at a moment is told once for that moment.
 */
public enum NewsKind {
  /** Another disk of the set should be pushed in now. */
  DISK_DUE("disk-due", Severity.INFO, Repeat.DAILY),
  /** The disk that should be in has not come for too long. */
  DISK_OVERDUE("disk-overdue", Severity.WARNING, Repeat.DAILY),
  /** A member of the set is in, and it is not its turn. */
  WRONG_DISK("wrong-disk", Severity.WARNING, Repeat.DAILY),
  /** A disk is in that nobody enrolled, or that belongs to another set. */
  UNKNOWN_DISK("unknown-disk", Severity.WARNING, Repeat.DAILY),
  DISK_ATTACHED("disk-attached", Severity.INFO, Repeat.EACH),
  SAFE_TO_PULL("safe-to-pull", Severity.INFO, Repeat.EACH),
  /** It was released, and its filesystem was not cleanly unmounted. */
  NOT_CLEAN("not-clean", Severity.CRITICAL, Repeat.EACH),
  /** The guest does not let go of the disk. */
  RELEASE_PENDING("release-pending", Severity.WARNING, Repeat.DAILY),
  RELEASE_FAILED("release-failed", Severity.CRITICAL, Repeat.DAILY),
  ATTACH_FAILED("attach-failed", Severity.CRITICAL, Repeat.DAILY),
  /** The disk that is in has the only good copy, and its successor is missing. */
  ONLY_COPY("only-copy", Severity.WARNING, Repeat.DAILY),
  /** Something about a disk needs a person before it takes a turn again. */
  QUARANTINED("quarantined", Severity.WARNING, Repeat.DAILY),
  FULL_SOON("full-soon", Severity.WARNING, Repeat.DAILY),
  /** How full a disk is could not be measured. */
  USAGE_UNKNOWN("usage-unknown", Severity.WARNING, Repeat.DAILY),
  PULLED_WHILE_ATTACHED("pulled-while-attached", Severity.CRITICAL, Repeat.EACH),
  /** Fewer disks of the set are off site than there should be. */
  TOO_FEW_OFF_SITE("too-few-off-site", Severity.WARNING, Repeat.DAILY),
  /** Somebody took a disk and has not brought it back when it was due. */
  CUSTODY_OVERDUE("custody-overdue", Severity.WARNING, Repeat.DAILY),
  /** A check that has its times has found something wrong that nobody has acknowledged. */
  CHECK_FOUND("check-found", Severity.WARNING, Repeat.DAILY),
  /** Several of these at once, gathered over a day. */
  DIGEST("digest", Severity.INFO, Repeat.DAILY),
  /** Nothing happened: somebody tries whether news arrives. */
  TEST("test", Severity.INFO, Repeat.EACH);

  private final String word;
  private final Severity severity;
  private final Repeat repeat;

  private enum Repeat {
    DAILY,
    EACH
  }

  NewsKind(String word, Severity severity, Repeat repeat) {
    this.word = word;
    this.severity = severity;
    this.repeat = repeat;
  }

  /** As it stands in configuration, templates and JSON. */
  public String word() {
    return word;
  }

  /** How much it matters where nobody says otherwise. */
  public Severity severity() {
    return severity;
  }

  /** Whether it is a condition that lasts, of which people are reminded every day. */
  public boolean isDaily() {
    return repeat == Repeat.DAILY;
  }

  public static Optional<NewsKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** Those that a route can be asked to tell. */
  public static List<String> words() {
    return Arrays.stream(values())
        .filter(kind -> kind != DIGEST && kind != TEST)
        .map(NewsKind::word)
        .toList();
  }
}
