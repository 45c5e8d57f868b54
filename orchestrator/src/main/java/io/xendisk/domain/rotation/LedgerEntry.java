package io.xendisk.domain.rotation;

import io.xendisk.domain.rotation.PastTurn.End;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the pool remembers of one disk of a set. Its size is bounded: of turns and measurements only
 * the newest dozen are kept, and longer words are cut. Immutable.
 *
 * @param disk the id of its passport
 * @param since when it came to this stage, by the pool's clock
 * @param note why, where that is not clear from the stage; else empty
 * @param host the host that it was last seen in; empty if it never was
 * @param told when a person was last told something about it, by kind
 * @param others fields that only a newer release knows
 */
public record LedgerEntry(
    String disk,
    Stage stage,
    Instant since,
    String note,
    String host,
    List<PastTurn> turns,
    List<UsagePoint> usage,
    Map<Notice.Kind, Instant> told,
    Map<String, String> others) {
  private static final int MOST_TURNS = 12;
  private static final int LONGEST_WORDS = 60;

  public LedgerEntry {
    since = since.truncatedTo(ChronoUnit.SECONDS);
    note = cut(note);
    host = cut(host);
    turns = turns.size() <= MOST_TURNS ? List.copyOf(turns) : newest(turns);
    usage = List.copyOf(usage);
    told = Map.copyOf(told);
    others = Map.copyOf(others);
  }

  private static List<PastTurn> newest(List<PastTurn> turns) {
    return List.copyOf(turns.subList(turns.size() - MOST_TURNS, turns.size()));
  }

  private static String cut(String words) {
    return words.codePointCount(0, words.length()) <= LONGEST_WORDS
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST_WORDS - 1)) + "…";
  }

  /** Of a disk that the set has not seen before. */
  static LedgerEntry first(String disk, Instant now) {
    return new LedgerEntry(disk, Stage.AWAY, now, "", "", List.of(), List.of(), Map.of(), Map.of());
  }

  public Optional<PastTurn> lastTurn() {
    return turns.isEmpty() ? Optional.empty() : Optional.of(turns.getLast());
  }

  /** When it came to the VM that has it now. */
  public Optional<Instant> inSince() {
    return lastTurn().filter(PastTurn::goesOn).map(PastTurn::in);
  }

  @Nullable Instant lastIn() {
    return turns.isEmpty() ? null : turns.getLast().in();
  }

  /** Whether it carries a copy that can be relied on, as far as is known. */
  public boolean hasGoodCopy() {
    return lastTurn().filter(PastTurn::isGood).isPresent()
        && stage.isInService()
        && stage != Stage.OVERDUE;
  }

  LedgerEntry at(Stage newStage, String why, Instant now) {
    boolean same = newStage == stage && cut(why).equals(note);
    return new LedgerEntry(
        disk, newStage, same ? since : now, why, host, turns, usage, told, others);
  }

  LedgerEntry in(String newHost) {
    return new LedgerEntry(disk, stage, since, note, newHost, turns, usage, told, others);
  }

  /** With its turn begun, unless one goes on already. */
  LedgerEntry begun(Instant now) {
    return inSince().isPresent() ? this : with(append(turns, PastTurn.begun(now)));
  }

  /** With its turn ended, if one goes on. */
  LedgerEntry ended(Instant at, End how, @Nullable Integer percent) {
    if (inSince().isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(turns);
    var turn = all.getLast();
    all.set(all.size() - 1, turn.ended(at, how, percent));
    var ended = with(all);
    // A superblock counts what is kept for root too: one series has one way of counting.
    boolean measured = usage.stream().anyMatch(point -> !point.at().isBefore(turn.in()));
    return percent == null || measured ? ended : ended.measured(UsagePoint.ofPercent(at, percent));
  }

  public LedgerEntry measured(UsagePoint point) {
    return new LedgerEntry(
        disk, stage, since, note, host, turns, UsageTrend.with(usage, point), told, others);
  }

  LedgerEntry told(Notice.Kind kind, Instant now) {
    var all = new HashMap<>(told);
    all.put(kind, now.truncatedTo(ChronoUnit.SECONDS));
    return new LedgerEntry(disk, stage, since, note, host, turns, usage, all, others);
  }

  private LedgerEntry with(List<PastTurn> newTurns) {
    return new LedgerEntry(disk, stage, since, note, host, newTurns, usage, told, others);
  }

  private static List<PastTurn> append(List<PastTurn> turns, PastTurn last) {
    var all = new ArrayList<>(turns);
    all.add(last);
    return all;
  }
}
