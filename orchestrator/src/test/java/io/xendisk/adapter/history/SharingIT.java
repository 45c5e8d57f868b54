package io.xendisk.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.port.HistoryWriter;
import io.xendisk.service.Machine;
import io.xendisk.service.Meter;
import io.xendisk.service.Sharing;
import io.xendisk.testing.TurnedTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services on one database agree on who keeps which pool, and go on without it. */
class SharingIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<String> POOLS = List.of("p1", "p2", "p3", "p4", "p5", "p6", "p7");
  private static Postgres postgres;
  private final TurnedTime time = new TurnedTime();
  private final CopyOnWriteArrayList<HistoryEntry> told = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    postgres = Postgres.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void nobodyIsLeft() {
    try (var shares = HistoryDatabase.shares(server())) {
      Stream.of("a", "b").forEach(shares::leave);
    }
  }

  private static HistoryDatabase.Server server() {
    return new HistoryDatabase.Server(postgres.url(), postgres.user(), null);
  }

  private Sharing start(String us) throws InterruptedException {
    HistoryWriter history =
        new HistoryWriter() {
          @Override
          public void add(HistoryEntry entry) {
            told.add(entry);
          }

          @Override
          public String us() {
            return us;
          }
        };
    return Sharing.start(
        new Sharing.Plan(() -> HistoryDatabase.shares(server()), us, POOLS, history),
        new Machine(time, time, time, new Random(1), Meter.NONE));
  }

  private static List<String> kept(Sharing sharing) {
    return POOLS.stream().filter(sharing::isOurs).toList();
  }

  private static void awaitEachIsKeptOnce(Sharing one, Sharing other) {
    await("each pool is kept by exactly one, and both know by whom")
        .atMost(SOON)
        .until(
            () ->
                POOLS.stream()
                    .allMatch(
                        pool ->
                            one.isOurs(pool) != other.isOurs(pool)
                                && Objects.equals(one.keeperOf(pool), other.keeperOf(pool))));
  }

  @Test
  void shareThePoolsAndTheOneThatStaysTakesAllWhenTheOtherLeaves() throws Exception {
    try (var a = start("a")) {
      try (var b = start("b")) {
        await("both keep some").atMost(SOON).until(() -> !kept(a).isEmpty() && !kept(b).isEmpty());
        awaitEachIsKeptOnce(a, b);
      }

      await("all are a's").atMost(SOON).until(() -> kept(a).size() == POOLS.size());
      assertThat(told)
          .filteredOn(entry -> entry.what().kind().equals("keeps"))
          .hasSizeGreaterThanOrEqualTo(POOLS.size());
    }
  }

  @Test
  void keepWhatTheyKeptWhileTheDatabaseIsAway() throws Exception {
    try (var a = start("a");
        var b = start("b")) {
      awaitEachIsKeptOnce(a, b);
      var ofA = kept(a);
      var ofB = kept(b);
      postgres.stop();
      try {
        await("both have noticed")
            .atMost(SOON)
            .until(() -> a.isWithoutDatabase() && b.isWithoutDatabase());
        assertThat(kept(a)).isEqualTo(ofA);
        assertThat(kept(b)).isEqualTo(ofB);
      } finally {
        postgres.again();
      }

      await("both are back")
          .atMost(SOON)
          .until(() -> !a.isWithoutDatabase() && !b.isWithoutDatabase());
      awaitEachIsKeptOnce(a, b);
    }
  }
}
