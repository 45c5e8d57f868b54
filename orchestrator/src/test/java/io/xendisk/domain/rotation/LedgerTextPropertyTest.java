package io.xendisk.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.SeededText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a disk comes back as it was, in little room, whatever newer releases add. */
class LedgerTextPropertyTest {
  private static final int MOST_BYTES = 1024;

  @Test
  void comesBackAsItWasAndFitsInAKilobyte() {
    long seed = Long.getLong("xendisk.seed", System.nanoTime());
    var chance = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var entry = entry(chance);

      var text = LedgerText.write(entry);

      assertThat(LedgerText.read("d1", text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(new LedgerText.Read.Understood(entry));
      assertThat(text.length()).as("seed %d: %s", seed, text).isLessThan(MOST_BYTES);
    }
  }

  private static LedgerEntry entry(Random chance) {
    var now = Instant.parse("2026-11-22T09:00:00Z");
    var entry = LedgerEntry.first("d1", now);
    for (int i = chance.nextInt(40); i > 0; i--) {
      now = now.plusSeconds(chance.nextInt(900_000));
      entry =
          switch (chance.nextInt(5)) {
            case 0 -> entry.begun(now);
            case 1 ->
                entry.ended(
                    now,
                    anyOf(List.of(PastTurn.End.values()).subList(1, 5), chance),
                    chance.nextBoolean() ? chance.nextInt(101) : null);
            case 2 -> entry.measured(new UsagePoint(now, chance.nextInt(10_001)));
            case 3 -> entry.told(anyOf(List.of(Notice.Kind.values()), chance), now);
            default -> entry.at(anyOf(List.of(Stage.values()), chance), words(chance), now);
          };
    }
    return entry.in("xs1");
  }

  private static <T> T anyOf(List<T> values, Random chance) {
    return values.get(chance.nextInt(values.size()));
  }

  /** Words of ours are short and plain; a host's or a VM's name may be anything. */
  private static String words(Random chance) {
    return chance.nextBoolean() ? StageRule.UNCLEAN : "ärger; 100 % = 日本 " + chance.nextInt();
  }

  @Test
  void staysBoundedForYears() {
    var entry = LedgerEntry.first("d1", Instant.EPOCH);
    var now = Instant.parse("2026-01-01T00:00:00Z");
    for (int week = 0; week < 52 * 20; week++) {
      now = now.plus(Duration.ofDays(7));
      entry = entry.begun(now).ended(now.plusSeconds(500_000), PastTurn.End.CLEAN, week % 100);
    }

    assertThat(entry.turns()).hasSize(12);
    assertThat(LedgerText.write(entry).length()).isLessThan(600);
  }

  @Test
  void keepsWhatOnlyANewerReleaseKnowsAndLeavesNewerVersionsAlone() {
    var written = LedgerText.write(LedgerEntry.first("d1", Instant.EPOCH)) + ";custody=berlin";

    var read = (LedgerText.Read.Understood) LedgerText.read("d1", written);

    assertThat(read.entry().others()).isEqualTo(Map.of("custody", "berlin"));
    assertThat(LedgerText.write(read.entry())).isEqualTo(written);
    assertThat(LedgerText.read("d1", "2;s=away")).isEqualTo(new LedgerText.Read.Newer(2));
  }

  static Stream<Named<SeededText>> texts() {
    return SeededText.seeds(3);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void neverTakesDamageForAnEntry(SeededText texts) {
    var good = LedgerText.write(entry(new Random(texts.random().nextLong())));
    for (int round = 0; round < 700; round++) {
      var cut = good.substring(0, texts.random().nextInt(good.length()));

      // Any answer will do, an exception will not.
      assertThat(LedgerText.read("d1", cut)).as(cut).isNotNull();
      assertThat(LedgerText.read("d1", texts.next())).isNotNull();
    }
  }

  @Test
  void theHighestRevisionCountsAndTheOthersAreToBeRemoved() {
    var notes = new HashMap<String, String>();
    for (int revision = 1; revision <= 3; revision++) {
      notes.put(
          "xendisk:rotation:offsite:d1~" + revision,
          LedgerText.write(LedgerEntry.first("d1", Instant.ofEpochSecond(revision))));
    }
    notes.put("xendisk:rotation:offsite:d2~1", "9;s=levitating");
    notes.put("xendisk:rotation:other:d1~7", "1;s=away;t=1");

    var ledger = Ledger.of("offsite", notes);

    assertThat(ledger.entry("d1").orElseThrow().since()).isEqualTo(Instant.ofEpochSecond(3));
    assertThat(ledger.revision("d1")).isEqualTo(3);
    assertThat(ledger.keysBelow("d1", 4))
        .containsExactlyInAnyOrder(
            "xendisk:rotation:offsite:d1~1",
            "xendisk:rotation:offsite:d1~2",
            "xendisk:rotation:offsite:d1~3");
    assertThat(ledger.unreadable()).containsExactly("xendisk:rotation:offsite:d2~1");
  }
}
