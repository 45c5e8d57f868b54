package io.xendisk.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.lease.ModelMoment.Harm;
import io.xendisk.domain.lease.ModelWorker.Part;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two who attach or release one disk, in every order of their calls and of what the pool does with
 * them, and with no lease at all: what clocks and processes that are stopped can lead to is a part
 * of that. What is safe must rest on the order of the steps alone (docs/safety.md).
 */
class ReleaseInterleavingTest {
  private record State(ModelMoment disk, ModelWorker one, ModelWorker other, int wipes) {}

  private static final ModelWorker ATTACH_A = ModelWorker.attaching("a");
  private static final ModelWorker ATTACH_B = ModelWorker.attaching("b");
  private static final ModelWorker RELEASE_A = ModelWorker.releasing("a");
  private static final ModelWorker RELEASE_B = ModelWorker.releasing("b");

  /**
   * The disk as somebody left it who may have been killed, with what was asked for still to come.
   */
  static Stream<ModelMoment> starts() {
    var leftover = ModelMoment.EMPTY.create("old");
    var attached = leftover.plugged("old");
    return Stream.of(
        ModelMoment.EMPTY,
        leftover,
        leftover.askPlug("old"),
        attached,
        attached.markReleasing("old"),
        attached.markReleasing("old").askUnplug("old"),
        leftover.markReleasing("old").askUnplug("old"),
        ModelMoment.EMPTY.marked(true).saidSafe());
  }

  @ParameterizedTest
  @MethodSource("starts")
  void twoWhoAttachDoNoHarm(ModelMoment start) {
    assertThat(harms(start, ATTACH_A, ATTACH_B, ModelWorker.ALL)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("starts")
  void oneWhoAttachesAndOneWhoReleasesDoNoHarm(ModelMoment start) {
    assertThat(harms(start, ATTACH_A, RELEASE_B, ModelWorker.ALL)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("starts")
  void twoWhoReleaseDoNoHarm(ModelMoment start) {
    assertThat(harms(start, RELEASE_A, RELEASE_B, ModelWorker.ALL)).isEmpty();
  }

  /** Else the model would prove nothing. */
  @ParameterizedTest
  @CsvSource({
    "VBD_OF_ONES_OWN, LATE_UNPLUG_OF_A_NEWER_ATTACH",
    "LOOK_BEFORE_PLUG, BOTH_WRITE",
    "LOOK_MINDS_MARK, WRITTEN_TO_AFTER_SAFE_TO_PULL",
    "RELEASING_BEFORE_UNPLUG, LATE_UNPLUG_OF_A_NEWER_ATTACH",
    "LAST_LOOK, SAFE_TO_PULL_WHILE_ATTACHED",
    "LAST_LOOK_MINDS_MARK, WRITTEN_TO_AFTER_SAFE_TO_PULL",
  })
  void eachPartOfTheOrderIsNeeded(Part leftOut, Harm harm) {
    var parts = EnumSet.complementOf(EnumSet.of(leftOut));
    var found = EnumSet.noneOf(Harm.class);
    starts()
        .forEach(
            start -> {
              found.addAll(harms(start, ATTACH_A, ATTACH_B, parts));
              found.addAll(harms(start, ATTACH_A, RELEASE_B, parts));
              found.addAll(harms(start, RELEASE_A, RELEASE_B, parts));
            });
    assertThat(found).contains(harm);
  }

  @Test
  void bothCanBeDone() {
    var seen = new HashSet<State>();
    explore(ModelMoment.EMPTY, ATTACH_A, RELEASE_B, ModelWorker.ALL, seen);

    assertThat(seen).anyMatch(at -> at.disk.safe()).anyMatch(at -> !at.disk.attached().isEmpty());
  }

  private static Set<Harm> harms(
      ModelMoment start, ModelWorker one, ModelWorker other, Set<Part> parts) {
    return explore(start, one, other, parts, new HashSet<>());
  }

  private static Set<Harm> explore(
      ModelMoment start, ModelWorker one, ModelWorker other, Set<Part> parts, Set<State> seen) {
    var harms = EnumSet.noneOf(Harm.class);
    var todo = new ArrayDeque<State>();
    todo.add(new State(start, one, other, 0));
    while (!todo.isEmpty()) {
      var at = todo.remove();
      if (!seen.add(at)) {
        continue;
      }
      if (at.disk.harm().isPresent()) {
        harms.add(at.disk.harm().get());
        continue;
      }
      var ones = at.one.turn(at.disk, parts);
      todo.add(new State(ones.disk(), ones.worker(), at.other, at.wipes));
      var others = at.other.turn(at.disk, parts);
      todo.add(new State(others.disk(), at.one, others.worker(), at.wipes));
      at.disk
          .plugs()
          .forEach(vbd -> todo.add(new State(at.disk.plugged(vbd), at.one, at.other, at.wipes)));
      at.disk
          .unplugs()
          .forEach(vbd -> todo.add(new State(at.disk.letGo(vbd), at.one, at.other, at.wipes)));
      if (at.wipes == 0) {
        // Another client writes the disk's notes as they once were; who heard that it is safe to
        // pull before that is not told by anybody (docs/safety.md).
        todo.add(new State(at.disk.marked(false), at.one, at.other, 1));
      }
    }
    return harms;
  }
}
