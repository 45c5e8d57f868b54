package io.xendisk.domain.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Services that look at the same standing come to an end where each pool has one keeper. */
class ShareRuleTest {
  private static final long SEED = Long.getLong("xendisk.seed", new Random().nextLong());
  private static final List<String> POOLS =
      IntStream.range(0, 60).mapToObj(i -> "pool" + i).toList();

  private static Replica replica(String name) {
    return new Replica(name, Set.copyOf(POOLS), true);
  }

  /** All of them act by one standing, in some order, as their beats come; who keeps what then. */
  private static Map<String, String> round(
      List<Replica> replicas, Map<String, String> keepers, Random random) {
    var after = new HashMap<>(keepers);
    var order = new ArrayList<>(replicas);
    java.util.Collections.shuffle(order, random);
    for (var each : order) {
      var decided =
          new ShareRule(each.name(), List.copyOf(each.pools()))
              .decide(new Standing(replicas, after));
      decided.give().forEach(pool -> assertThat(after.remove(pool)).isEqualTo(each.name()));
      decided.take().forEach(pool -> assertThat(after.put(pool, each.name())).isNull());
    }
    return after;
  }

  @Test
  void oneAloneKeepsAll() {
    var only = List.of(replica("a"));

    assertThat(round(only, Map.of(), new Random(1))).hasSize(60).containsValue("a");
  }

  @Test
  void severalShareThemAboutEvenlyAndRestThen() {
    var random = new Random(SEED);
    var three = List.of(replica("a"), replica("b"), replica("c"));

    var kept = round(three, round(three, Map.of(), random), random);

    assertThat(kept).as("seed %d", SEED).hasSize(60);
    for (var each : three) {
      assertThat(kept.values().stream().filter(each.name()::equals).count()).isBetween(8L, 32L);
    }
    assertThat(round(three, kept, random)).isEqualTo(kept);
  }

  @Test
  void onlyThePoolsOfOneThatDiedMove() {
    var random = new Random(SEED);
    var three = List.of(replica("a"), replica("b"), replica("c"));
    var kept = round(three, Map.of(), random);
    var without = new HashMap<>(kept);
    without.values().removeIf("b"::equals);

    var after = round(List.of(replica("a"), replica("c")), without, random);

    assertThat(after).hasSize(60).containsAllEntriesOf(without).doesNotContainValue("b");
  }

  @Test
  void oneThatHasJustComeTakesNothingFromOthersUntilItHasLivedForAWhile() {
    var random = new Random(SEED);
    var a = replica("a");
    var fresh = new Replica("b", Set.copyOf(POOLS), false);
    var kept = round(List.of(a), Map.of(), random);

    assertThat(round(List.of(a, fresh), kept, random)).isEqualTo(kept);

    var both = List.of(a, replica("b"));
    var shared = round(both, round(both, kept, random), random);
    assertThat(shared).hasSize(60).containsValue("a").containsValue("b");
  }

  @Test
  void onesThatHaveAllJustComeShareAtOnce() {
    var both =
        List.of(
            new Replica("a", Set.copyOf(POOLS), false), new Replica("b", Set.copyOf(POOLS), false));

    assertThat(round(both, Map.of(), new Random(SEED)))
        .hasSize(60)
        .containsValue("a")
        .containsValue("b");
  }

  @Test
  void aPoolIsLeftToThoseThatCanKeepIt() {
    var a = new Replica("a", Set.of("pool1"), true);
    var b = new Replica("b", Set.of("pool2"), true);

    assertThat(round(List.of(a, b), Map.of(), new Random(SEED)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("pool1", "a", "pool2", "b"));
  }
}
