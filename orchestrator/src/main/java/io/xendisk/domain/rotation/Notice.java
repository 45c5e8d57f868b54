package io.xendisk.domain.rotation;

import io.xendisk.domain.tell.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that people should be told of a set, with the whole sentence for it. Immutable.
 *
 * @param about the disk; null where none is concerned, or it was never enrolled
 * @param entry the passport of the disk whose entry in the ledger keeps that it was told; empty
 *     where no disk has one
 * @param since when that was, or since when it is so
 */
public record Notice(Kind kind, @Nullable Subject about, String entry, Instant since, String text) {
  /** What there is to tell. */
  public enum Kind {
    DISK_DUE(false),
    DISK_OVERDUE(true),
    WRONG_DISK(true),
    UNKNOWN_DISK(true),
    DISK_ATTACHED(false),
    SAFE_TO_PULL(false),
    NOT_CLEAN(true),
    RELEASE_PENDING(true),
    RELEASE_FAILED(true),
    ATTACH_FAILED(true),
    FULL_SOON(true),
    USAGE_UNKNOWN(true),
    PULLED_WHILE_ATTACHED(false),
    ONLY_COPY(true),
    QUARANTINED(true),
    TOO_FEW_OFF_SITE(true);

    private final boolean daily;

    Kind(boolean daily) {
      this.daily = daily;
    }

    /** Whether a person is told again every day that it lasts; else once. */
    boolean isDaily() {
      return daily;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /** Whether it is due to be said, by what the ledger remembers of the last time. */
  boolean isNews(LedgerEntry entry, Instant now, Clock clock) {
    var last = entry.told().get(kind);
    if (last == null) {
      return true;
    }
    return kind.isDaily() ? !clock.dayOf(last).equals(clock.dayOf(now)) : last.isBefore(since);
  }
}
