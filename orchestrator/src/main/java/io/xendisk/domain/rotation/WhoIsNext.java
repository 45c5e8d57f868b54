package io.xendisk.domain.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is, and until when. Dated rules go by the calendar; in the others the order goes on
 * from whoever was in last, so that people who are a week late shift it and skip nobody. Immutable.
 */
public final class WhoIsNext {
  private final RotationSet set;
  private final List<Standing> members;
  private final Instant now;
  private final DatedTurns dated;

  /** Members in the order of the set. */
  public WhoIsNext(RotationSet set, List<Standing> members, Instant now) {
    this.set = set;
    this.members = List.copyOf(members);
    this.now = now;
    this.dated = new DatedTurns(set.turns(), set.swap().clock());
  }

  /**
   * The turn that comes after the disk that is in now, or that is now if none is: its moment may
   * lie ahead.
   */
  public Optional<Turn> expected() {
    return set.turns().isDated() ? datedTurn() : inOrder();
  }

  /** When a disk that is in has to make place, by the calendar; nothing if only its fill level. */
  public Optional<Instant> until(Standing inside) {
    var in = inside.lastIn();
    if (in == null) {
      return Optional.empty();
    }
    return set.turns().isDated()
        ? dated.after(in, turn -> !turn.disk().equals(inside.name())).map(Turn::from)
        : set.swap().after(in);
  }

  /** Whether it is as full as the set allows. */
  public boolean isFull(Standing inside) {
    var full = set.swap().full();
    var in = inside.lastIn();
    if (full == null || inside.entry() == null || in == null || inside.entry().usage().isEmpty()) {
      return false;
    }
    var last = inside.entry().usage().getLast();
    return last.at().isAfter(in) && last.hundredths() >= full * 100;
  }

  private Optional<Turn> datedTurn() {
    var current = dated.at(now);
    if (current.isPresent() && isOpen(current.get())) {
      return current;
    }
    // One that is in at its turn is served; so is one that was, until that turn is over.
    var running = current.map(Turn::disk).filter(disk -> standing(disk).isIn()).orElse("");
    return dated.after(
        now, turn -> !turn.disk().equals(running) && standing(turn.disk()).takesTurns());
  }

  private boolean isOpen(Turn turn) {
    var member = standing(turn.disk());
    if (!member.takesTurns() || member.isIn()) {
      return false;
    }
    var last = member.lastTurn();
    boolean served =
        last != null && !last.isCutShort() && last.out() != null && last.out().isAfter(turn.from());
    return !served;
  }

  private Standing standing(String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst().orElseThrow();
  }

  private Optional<Turn> inOrder() {
    var last = lastIn();
    if (last == null) {
      return firstOf(members).map(first -> new Turn(startOf(first), first.name()));
    }
    var cutShort = cutShort(last);
    if (cutShort.isPresent()) {
      return cutShort;
    }
    var since = last.isIn() ? until(last).orElse(Instant.MAX) : freeSince(last);
    return successor(last).map(next -> new Turn(since == null ? now : since, next.name()));
  }

  private static @Nullable Instant outOf(Standing member) {
    var turn = member.lastTurn();
    return turn == null ? null : turn.out();
  }

  /** The place of a disk whose turn was cut short is its own until its time is over. */
  private @Nullable Instant freeSince(Standing last) {
    var turn = last.lastTurn();
    var out = outOf(last);
    return turn == null || !turn.isCutShort() || !last.takesTurns()
        ? out
        : until(last).filter(end -> out == null || end.isAfter(out)).orElse(out);
  }

  /** A disk whose turn was cut short goes on with it when it comes back in time. */
  private Optional<Turn> cutShort(Standing last) {
    var turn = last.lastTurn();
    if (turn == null || !turn.isCutShort() || !last.takesTurns()) {
      return Optional.empty();
    }
    boolean over = until(last).filter(end -> !end.isAfter(now)).isPresent();
    var out = turn.out();
    return over || out == null ? Optional.empty() : Optional.of(new Turn(out, last.name()));
  }

  private @Nullable Standing lastIn() {
    return members.stream()
        .filter(member -> member.lastIn() != null)
        .max(Comparator.comparing(Standing::isIn).thenComparing(member -> orEpoch(member.lastIn())))
        .orElse(null);
  }

  private static Instant orEpoch(@Nullable Instant moment) {
    return moment == null ? Instant.EPOCH : moment;
  }

  private Optional<Standing> successor(Standing last) {
    int at = members.indexOf(last);
    var order = new ArrayList<>(members.subList(at + 1, members.size()));
    order.addAll(members.subList(0, at));
    if (set.turns() instanceof TurnRule.LeastRecentlyUsed) {
      order.sort(Comparator.comparing(member -> orEpoch(member.lastIn())));
    }
    order.add(last);
    return firstOf(order.stream().filter(member -> !member.isIn()).toList());
  }

  private static Optional<Standing> firstOf(List<Standing> order) {
    return order.stream().filter(Standing::takesTurns).findFirst();
  }

  private Instant startOf(Standing first) {
    return first.entry() == null ? now : first.entry().since();
  }
}
