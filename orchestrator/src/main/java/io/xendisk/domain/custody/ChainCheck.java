package io.xendisk.domain.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks that the log is as it was written: that no line was changed, left out or moved. It joins
 * what is kept in several places; a line at the very end that is missing everywhere, or everything
 * written anew from some line on, shows only where another place has what was there before. Pure.
 */
public final class ChainCheck {
  private ChainCheck() {}

  /** Lines as they are kept somewhere, in their order there. */
  public record Copy(String place, List<String> lines) {
    public Copy {
      lines = List.copyOf(lines);
    }
  }

  /** What came out. */
  public sealed interface Verdict {}

  /** Every line follows from the one before; {@code from} is 1 where the start is there too. */
  public record Whole(long from, long until, String head) implements Verdict {}

  /** There is no line. */
  public record Empty() implements Verdict {}

  /**
   * The first thing that is wrong.
   *
   * @param number of the line that it was found at; 0 where a line has no number
   */
  public record Flaw(String place, long number, String what) implements Verdict {}

  private record Kept(LogLine line, String hash, String place) {}

  public static Verdict of(List<Copy> copies) {
    var joined = new TreeMap<Long, Kept>();
    for (var copy : copies) {
      var flaw = joined(copy, joined);
      if (flaw.isPresent()) {
        return flaw.get();
      }
    }
    return followed(new ArrayList<>(joined.values()));
  }

  private static Optional<Flaw> joined(Copy copy, Map<Long, Kept> joined) {
    long last = 0;
    for (int n = 0; n < copy.lines().size(); n++) {
      var text = copy.lines().get(n);
      var line = LogLine.read(text);
      if (line.isEmpty()) {
        return flaw(copy, last == 0 ? 0 : last + 1, "cannot be read, after line " + last);
      }
      long number = line.get().number();
      if (!LogLine.isWhole(text)) {
        return flaw(copy, number, "was changed: its hash is another");
      }
      if (number <= last) {
        return flaw(copy, number, "stands after line %d: it was moved".formatted(last));
      }
      last = number;
      var kept = new Kept(line.get(), text.split(" ", 2)[0], copy.place());
      var other = joined.putIfAbsent(number, kept);
      if (other != null && !other.hash().equals(kept.hash())) {
        return flaw(copy, number, "is another one than in " + other.place());
      }
    }
    return Optional.empty();
  }

  private static Verdict followed(List<Kept> lines) {
    if (lines.isEmpty()) {
      return new Empty();
    }
    var first = lines.getFirst();
    if (first.line().number() == 1 && !first.line().after().equals(LogLine.START)) {
      return new Flaw(first.place(), 1, "was changed: it is the first and names one before it");
    }
    for (int n = 1; n < lines.size(); n++) {
      var before = lines.get(n - 1);
      var kept = lines.get(n);
      long missing = before.line().number() + 1;
      if (kept.line().number() != missing) {
        long until = kept.line().number() - 1;
        return new Flaw(
            kept.place(),
            missing,
            missing == until ? "is missing" : "is missing, with all up to line " + until);
      }
      if (!kept.line().after().equals(before.hash())) {
        return new Flaw(
            kept.place(),
            kept.line().number(),
            "does not follow from line %d: one of them was written anew".formatted(missing - 1));
      }
    }
    var last = lines.getLast();
    return new Whole(first.line().number(), last.line().number(), last.hash());
  }

  private static Optional<Flaw> flaw(Copy copy, long number, String what) {
    return Optional.of(new Flaw(copy.place(), number, what));
  }
}
