package io.xendisk.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.rotation.Scene.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Years of five disks with weekly swaps, on a model of a rack and of people who are late, push in
 * the wrong disk and pull too early; several callers decide at each of twenty ticks a day. The seed
 * is in each failure. What a pool does in between is played by {@code RotationIT}.
 */
class RotationYearPropertyTest {
  private static final List<String> DISKS = List.of("A", "B", "C", "D", "E");
  private static final int TICKS_A_DAY = 20;

  /** Where a disk really is. */
  private enum Place {
    AWAY,
    BAY,
    WITH_VM,
    SAFE_TO_PULL
  }

  private final RotationPolicy policy = new RotationPolicy();
  private final RotationSet set =
      Sets.of(
          new TurnRule.RoundRobin(DISKS),
          Sets.fridays(),
          new Care(
              Duration.ofDays(2),
              0,
              Care.UnknownDisk.WARN,
              Care.WrongTurn.REFUSE,
              Care.OnlyCopy.RELEASE,
              Duration.ofMinutes(2)));

  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, LedgerEntry> ledger = new HashMap<>();
  private final Map<String, Instant> releasedAt = new HashMap<>();
  private final Set<String> unclean = new HashSet<>();
  private final Map<String, Set<LocalDate>> overdueDays = new HashMap<>();
  private final Map<String, List<LocalDate>> overdueTold = new HashMap<>();
  private final Map<Notice.Kind, Integer> said = new EnumMap<>(Notice.Kind.class);
  private Random chance = new Random(0);
  private int attached;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aYearGoesAsItShouldWhateverPeopleDo(long fixed) {
    long seed = Long.getLong("xendisk.seed", fixed);
    chance = new Random(seed);
    var now = Instant.parse("2026-01-05T08:00:00Z");
    DISKS.forEach(
        disk -> {
          places.put(disk, Place.AWAY);
          ledger.put(disk, LedgerEntry.first(disk, Instant.parse("2026-01-05T08:00:00Z")));
        });
    for (int day = 0; day < 365; day++) {
      for (int tick = 0; tick < TICKS_A_DAY; tick++) {
        now = now.plusSeconds(1 + chance.nextInt(2 * 86_400 / TICKS_A_DAY));
        people();
        var as = "seed %d, %s".formatted(seed, now);
        for (int caller = 0; caller < 1 + chance.nextInt(3); caller++) {
          run(now, as);
        }
      }
    }
    var as = "seed %d".formatted(seed);
    overdueDays.forEach(
        (disk, days) ->
            assertThat(overdueTold.getOrDefault(disk, List.of()))
                .as("%s, overdue days of %s", as, disk)
                .containsExactlyElementsOf(days.stream().sorted().toList()));
    assertThat(attached).as(as).isGreaterThan(20);
    assertThat(said).as(as).containsKeys(Notice.Kind.DISK_DUE, Notice.Kind.DISK_OVERDUE);
    DISKS.forEach(disk -> assertThat(stageFits(disk)).as("%s, %s", as, disk).isTrue());
  }

  /** At each tick they do little: a hand's work comes late, wrong or too early. */
  private void people() {
    for (var disk : DISKS) {
      switch (place(disk)) {
        case SAFE_TO_PULL -> happens(20, () -> places.put(disk, Place.AWAY));
        case WITH_VM -> happens(2_000, () -> places.put(disk, Place.AWAY));
        case BAY -> happens(60, () -> places.put(disk, Place.AWAY));
        case AWAY -> {
          boolean room = DISKS.stream().allMatch(other -> place(other) == Place.AWAY);
          boolean itsTurn = disk.equals(expected());
          if (room) {
            happens(itsTurn ? 30 : 900, () -> places.put(disk, Place.BAY));
          }
        }
      }
    }
  }

  private String expected() {
    return ledger.values().stream()
        .filter(e -> e.stage() == Stage.EXPECTED || e.stage() == Stage.OVERDUE)
        .map(LedgerEntry::disk)
        .findFirst()
        .orElse("");
  }

  private void happens(int oneOf, Runnable what) {
    if (chance.nextInt(oneOf) == 0) {
      what.run();
    }
  }

  private Place place(String disk) {
    return Objects.requireNonNull(places.get(disk));
  }

  private LedgerEntry entry(String disk) {
    return Objects.requireNonNull(ledger.get(disk));
  }

  /** What one caller does, as RunRotation does it. */
  private void run(Instant now, String as) {
    for (int round = 0; round < 4; round++) {
      var decided = policy.decide(scene(now), new Order.Scheduled());
      var news = RotationPolicy.news(decided, set, now);
      var told = RotationPolicy.told(decided.members(), news, now);
      told.forEach(member -> ledger.put(member.name(), Objects.requireNonNull(member.entry())));
      note(news, now);
      switch (decided.due()) {
        case Due.Nothing _, Due.NotNow _, Due.Refuse _ -> {
          return;
        }
        case Due.Attach(var member, var turn) -> {
          assertThat(place(member.name())).as(as).isEqualTo(Place.BAY);
          assertThat(member.name()).as("%s: whose turn it is", as).isEqualTo(turn.disk());
          assertThat(places.values()).as("%s: one writer", as).doesNotContain(Place.WITH_VM);
          places.put(member.name(), Place.WITH_VM);
          unclean.remove(member.name());
          attached++;
        }
        case Due.Release(var member, _) -> release(member.name(), now);
      }
    }
  }

  private void release(String disk, Instant now) {
    ledger.put(disk, Passage.releasing(entry(disk), now));
    if (chance.nextInt(10) == 0) {
      return; // killed, or the guest holds it: the next run goes on
    }
    if (chance.nextInt(12) == 0) {
      unclean.add(disk);
      places.put(disk, Place.BAY);
      ledger.put(disk, Passage.unclean(entry(disk), 40, now));
      return;
    }
    places.put(disk, Place.SAFE_TO_PULL);
    releasedAt.put(disk, now);
    if (chance.nextInt(10) > 0) {
      ledger.put(disk, Passage.released(entry(disk), Sets.spot(disk), now));
    }
  }

  private void note(List<Notice> news, Instant now) {
    var day = set.swap().clock().dayOf(now);
    for (var notice : news) {
      said.merge(notice.kind(), 1, Integer::sum);
      if (notice.kind() == Notice.Kind.DISK_OVERDUE) {
        overdueTold.computeIfAbsent(notice.entry(), _ -> new ArrayList<>()).add(day);
      }
    }
    for (var entry : ledger.values()) {
      if (entry.stage() == Stage.OVERDUE) {
        overdueDays.computeIfAbsent(entry.disk(), _ -> new HashSet<>()).add(day);
      }
    }
  }

  private Scene scene(Instant now) {
    var members = new ArrayList<Member>();
    for (var disk : DISKS) {
      members.add(new Member(disk, disk, entry(disk), null, sighting(disk)));
    }
    return new Scene(set, true, members, List.of(), List.of(), now);
  }

  private Sighting sighting(String disk) {
    return switch (place(disk)) {
      case AWAY -> new Sighting.Absent();
      case BAY -> Sets.free(disk);
      case WITH_VM -> Sets.withVm(disk);
      case SAFE_TO_PULL -> Sets.released(disk, Objects.requireNonNull(releasedAt.get(disk)));
    };
  }

  /** The ledger equals the truth, and nothing unclean is called clean. */
  private boolean stageFits(String disk) {
    var stage = entry(disk).stage();
    boolean fits =
        switch (place(disk)) {
          case AWAY -> stage.isOut();
          case BAY -> stage == Stage.PRESENT || stage == Stage.QUARANTINED;
          case WITH_VM -> stage == Stage.ATTACHED || stage == Stage.RELEASING;
          case SAFE_TO_PULL -> stage == Stage.RELEASED;
        };
    return fits && !(unclean.contains(disk) && entry(disk).hasGoodCopy());
  }
}
