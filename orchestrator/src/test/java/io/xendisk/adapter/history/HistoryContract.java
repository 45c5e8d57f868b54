package io.xendisk.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.history.DiskWords;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.HistoryQuery;
import io.xendisk.domain.history.HistoryQuery.Cursor;
import io.xendisk.domain.history.HistoryQuery.Filter;
import io.xendisk.domain.history.Outcome;
import io.xendisk.domain.history.Topic;
import io.xendisk.domain.history.VmWords;
import io.xendisk.domain.history.What;
import io.xendisk.domain.history.Who;
import io.xendisk.port.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a history does, in whatever database it is. */
abstract class HistoryContract {
  static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");
  private static final long SEED = Long.getLong("xendisk.seed", new Random().nextLong());

  private History history;

  @SuppressWarnings("NullAway.Init") // open() does it
  HistoryContract() {}

  /** An empty one. */
  abstract History fresh() throws Exception;

  @BeforeEach
  void open() throws Exception {
    history = fresh();
  }

  @AfterEach
  void close() {
    history.close();
  }

  static HistoryEntry entry(String id, Instant at) {
    return new HistoryEntry(
        id,
        at,
        at.plusSeconds(3),
        new Who("alice", "192.0.2.7"),
        What.operation(
            "lab",
            "attach",
            new DiskWords("BACKUP-01", "fs-uuid:4711", "vdi-1"),
            new VmWords("nas01", "vm-1"),
            "{\"disk\":\"BACKUP-01\"}"),
        new Outcome("done", 0, "attached"));
  }

  private List<HistoryEntry> all() {
    return history.find(new HistoryQuery(Filter.ALL, null, 500));
  }

  private List<String> ids(Filter filter) {
    return history.find(new HistoryQuery(filter, null, 500)).stream()
        .map(HistoryEntry::id)
        .toList();
  }

  @Test
  void givesBackWhatItWasGiven() {
    var whole = entry("a", MONDAY);
    var bare =
        HistoryEntry.told(
            "b",
            MONDAY.plusMillis(1),
            new Who("", ""),
            What.of(Topic.NEWS, "läb 'x' \"; DROP TABLE history", "disk-due"),
            "Ö\n\u0000😀");

    history.keep(List.of(whole, bare));

    assertThat(all()).containsExactly(bare, whole);
  }

  @Test
  void keepsWhatItIsToldTwiceOnce() {
    history.keep(List.of(entry("a", MONDAY), entry("a", MONDAY)));
    history.keep(List.of(entry("a", MONDAY)));

    assertThat(all()).hasSize(1);
  }

  @Test
  void aBeginningGetsItsEndAndNoEndIsUndone() {
    var ended = entry("a", MONDAY);
    var begun = new HistoryEntry("a", MONDAY, null, ended.who(), ended.what(), Outcome.running());
    var other =
        new HistoryEntry(
            "a", MONDAY, MONDAY, ended.who(), ended.what(), new Outcome("lost", 9, "other"));

    history.keep(List.of(begun));
    assertThat(all()).containsExactly(begun);
    history.keep(List.of(ended));
    history.keep(List.of(begun, other));

    assertThat(all()).containsExactly(ended);
  }

  @Test
  void keepsAllOfThemOrNone() {
    var many = IntStream.range(0, 450).mapToObj(i -> entry("n" + i, MONDAY)).toList();

    history.keep(many);

    assertThat(all()).hasSize(450);
  }

  @Test
  void findsByPoolDiskTimeAndKind() {
    var other =
        HistoryEntry.told(
            "z",
            MONDAY.plusSeconds(60),
            new Who("xendisk", "notes"),
            What.of(Topic.CUSTODY, "other", "checkout"),
            "to the safe");
    history.keep(List.of(entry("a", MONDAY), other));

    assertThat(ids(new Filter("lab", null, null, null))).containsExactly("a");
    assertThat(ids(new Filter(null, "BACKUP-01", null, null))).containsExactly("a");
    assertThat(ids(new Filter(null, "fs-uuid:4711", null, null))).containsExactly("a");
    assertThat(ids(new Filter(null, "vdi-1", null, null))).containsExactly("a");
    assertThat(ids(new Filter(null, "BACKUP-0", null, null))).isEmpty();
    assertThat(ids(new Filter(null, null, MONDAY.plusSeconds(1), null))).containsExactly("z");
    assertThat(ids(new Filter(null, null, null, "custody"))).containsExactly("z");
    assertThat(ids(new Filter(null, null, null, "checkout"))).containsExactly("z");
    assertThat(ids(new Filter("other", "BACKUP-01", null, null))).isEmpty();
  }

  @Test
  void pagesShowEachEntryOnceWhateverIsAddedMeanwhile() {
    var random = new Random(SEED);
    var entries = new ArrayList<HistoryEntry>();
    for (int i = 0; i < 60; i++) {
      // Many of one moment: the id parts them.
      entries.add(entry("id-" + i, MONDAY.plusMillis(random.nextInt(5))));
    }
    Collections.shuffle(entries, random);
    history.keep(entries);

    var seen = new ArrayList<HistoryEntry>();
    Cursor cursor = null;
    do {
      var page = history.find(new HistoryQuery(Filter.ALL, cursor, 1 + random.nextInt(9)));
      cursor = page.isEmpty() ? null : Cursor.parse(Cursor.of(page.getLast()).text());
      seen.addAll(page);
      history.keep(List.of(entry("new-" + seen.size(), MONDAY.plusSeconds(60))));
    } while (cursor != null);

    assertThat(seen).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(entries);
    assertThat(seen).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
  }

  @Test
  void forgetsWhatIsOlder() {
    history.keep(List.of(entry("old", MONDAY.minusSeconds(1)), entry("new", MONDAY)));

    assertThat(history.forget(MONDAY)).isEqualTo(1);

    assertThat(ids(Filter.ALL)).containsExactly("new");
  }
}
