package io.xendisk;

import io.xendisk.cli.Rehearsed.Happening;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Sighting;
import io.xendisk.domain.rotation.Turn;
import io.xendisk.operation.Deed;
import io.xendisk.operation.RotationRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * People as they are: an hour after a disk was released they pull it and push in the next one. The
 * second time they forget it until the disk is overdue, the third time they push in the wrong one,
 * and the disk that comes then is pulled while the VM has it. Confined to one thread.
 */
final class RehearsedPeople {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int FORGOTTEN = 2;
  private static final int WRONG = 3;

  private final RotationSet set;
  private final RehearsalStage stage;
  private final Consumer<Happening> happened;
  private final PriorityQueue<Deal> plans =
      new PriorityQueue<>(Comparator.comparing(Deal::at).thenComparingInt(Deal::order));
  private int swaps;
  private int made;
  private boolean pulledEarly;
  private boolean restarts;

  /** What somebody is about to do. */
  private record Deal(Instant at, int order, Act what) {}

  private interface Act {
    void play() throws InterruptedException;
  }

  RehearsedPeople(RotationSet set, RehearsalStage stage, Consumer<Happening> happened) {
    this.set = set;
    this.stage = stage;
    this.happened = happened;
  }

  /** The first disk is brought. */
  void begin(Turn first) throws InterruptedException {
    after(Duration.ZERO, () -> push(first.disk(), ""));
    act();
  }

  /** When somebody does something next. */
  Optional<Instant> next() {
    return Optional.ofNullable(plans.peek()).map(Deal::at);
  }

  /** Does what it is time for; true if there was something. */
  boolean act() throws InterruptedException {
    int before = plans.size();
    for (var next = plans.peek(); next != null && !next.at.isAfter(now()); next = plans.peek()) {
      plans.remove();
      next.what.play();
    }
    return plans.size() != before;
  }

  /** They go by what xendisk says. */
  void saw(RotationRun run) {
    for (var deed : run.deeds()) {
      if (deed instanceof Deed.Released) {
        swap(run);
      } else if (swaps == WRONG && !pulledEarly) {
        pullEarly(run);
      }
    }
    var scene = run.scene();
    if (scene != null && !restarts && scene.strangers().stream().anyMatch(Scene.Stranger::isHeld)) {
      restarts = true;
      after(AN_HOUR, this::restart);
    }
  }

  private void restart() throws InterruptedException {
    say("shuts %s down and starts it again".formatted(set.vm()));
    stage.restart(set.vm());
    restarts = false;
  }

  private void swap(RotationRun run) {
    swaps++;
    var decided = Objects.requireNonNull(run.decided());
    var out = here(decided.members());
    var turn = decided.expected();
    if (out.isEmpty() || turn.isEmpty()) {
      return;
    }
    var next = turn.get().disk();
    // A dated rule may have its next disk come later.
    var ahead = Duration.between(now(), turn.get().from());
    var when = ahead.compareTo(AN_HOUR) < 0 ? AN_HOUR : ahead;
    switch (swaps) {
      case FORGOTTEN -> {
        var late = set.care().overdueAfter().plus(A_DAY).plus(AN_HOUR);
        say("forgets the swap: %s stays where it is".formatted(out.get()));
        after(late, () -> exchange(out.get(), next, " at last"));
      }
      case WRONG -> wrong(out.get(), next, when);
      default -> after(when, () -> exchange(out.get(), next, ""));
    }
  }

  private void wrong(String out, String next, Duration when) {
    var wrong =
        set.members().stream()
            .filter(disk -> !disk.equals(next) && !disk.equals(out))
            .findFirst()
            .orElse(out);
    after(when, () -> exchange(out, wrong, " by mistake"));
    after(when.plus(A_DAY), () -> exchange(wrong, next, ""));
  }

  private void pullEarly(RotationRun run) {
    pulledEarly = true;
    var in = here(Objects.requireNonNull(run.decided()).members());
    in.ifPresent(
        disk -> {
          after(
              A_DAY,
              () -> {
                say("pulls %s while %s has it".formatted(disk, set.vm()));
                stage.pull(disk);
              });
          after(A_DAY.plus(A_DAY), () -> push(disk, " again"));
        });
  }

  private Optional<String> here(List<Scene.Member> members) {
    return members.stream()
        .filter(
            member -> member.sighting().isHere() || member.sighting() instanceof Sighting.Hidden)
        .map(Scene.Member::name)
        .filter(stage::isHere)
        .findFirst();
  }

  private void exchange(String out, String in, String how) {
    if (stage.isHere(out)) {
      say("pulls " + out);
      stage.pull(out);
    }
    push(in, how);
  }

  private void push(String disk, String how) {
    if (!stage.isHere(disk)) {
      say("pushes in %s%s".formatted(disk, how));
      stage.push(disk);
    }
  }

  private void say(String what) {
    happened.accept(new Happening.Hands(now(), what));
  }

  private Instant now() {
    return stage.pool().clock().instant();
  }

  private void after(Duration time, Act what) {
    plans.add(new Deal(now().plus(time), made++, what));
  }

  /** What there was no time for. */
  List<String> unplayed() {
    var left = new ArrayList<String>();
    if (swaps < FORGOTTEN) {
      left.add("a swap that is forgotten");
    }
    if (swaps < WRONG) {
      left.add("a wrong disk");
    }
    if (!pulledEarly) {
      left.add("a disk that is pulled too early");
    }
    return left;
  }
}
