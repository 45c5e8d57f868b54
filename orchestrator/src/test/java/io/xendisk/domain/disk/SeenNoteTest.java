package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Contents.Filesystem;
import io.xendisk.domain.disk.Contents.Table;
import io.xendisk.domain.disk.passport.DiskMemory;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.Rebound;
import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.testing.SeededText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeenNoteTest {
  private static final Stamp STAMP = new Stamp("2026-11-22T04:00:00Z", 512, "1767168000.");
  private static final Instant READ_AT = Instant.parse("2026-11-22T05:00:00Z");

  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(200);
  }

  @Test
  void isOneLineThatAPersonCanRead() {
    var known = known(new Table("mbr", "0e3c51d7"), filesystem("BACKUP-01"), false);

    assertThat(note(known).text())
        .isEqualTo(
            "1;plugged=2026-11-22T04:00:00Z;size=512;boot=1767168000.;read=2026-11-22T05:00:00Z"
                + ";table=mbr;id=0e3c51d7;fs=ext3;uuid=6e1b8a0c;label=BACKUP-01;clean=true;used=83"
                + ";made=1767168000.;hot=2026-11-22T04:00:00Z;scan=1767168000."
                + ";id.pt=b,0e3c51d7;id.fs=b,6e1b8a0c");
  }

  /** Labels are bytes that anybody may have written, xapi drops what XML has no place for. */
  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWroteWhateverStandsOnTheDisk(SeededText texts) {
    var note = note(known(texts));

    assertThat(readBack(note)).contains(note);
    assertThat(note.text()).matches("[\\x20-\\x7e]*");
  }

  @Test
  void tellsUnknownFromFalseAndEmpty() {
    var unknown = note(known(null, new Filesystem("ext3", null, null, null, null), false));
    var empty = note(known(null, new Filesystem("ext3", "", "", false, 0), false));

    assertThat(readBack(unknown)).contains(unknown);
    assertThat(readBack(empty)).contains(empty);
  }

  @Test
  void tellsABlankDiskFromOneThatHoldsNothingKnown() {
    var blank = note(known(null, null, true));
    var nothingKnown = note(known(null, null, false));

    assertThat(readBack(blank)).contains(blank);
    assertThat(readBack(nothingKnown)).contains(nothingKnown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "2;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;made=;hot=;scan=;fs=ext3",
        "garbage",
        "1;size=1;boot=b;read=2026-11-22T05:00:00Z;made=;hot=;scan=",
        "1;plugged=a;size=many;boot=b;read=2026-11-22T05:00:00Z;made=;hot=;scan=",
        "1;plugged=a;size=1;boot=b;read=yesterday;made=;hot=;scan=",
        "1;plugged=a;size=1;boot=b;made=;hot=;scan=",
        "1;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z",
        "1;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;made=;hot=;scan=;fs=ext3;used=much",
        "1;plugged=a;size=99999999999999999999;boot=b;read=2026-11-22T05:00:00Z;made=;hot=;scan=",
        "1;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;made=;hot=;scan=;",
        "1;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;made=;hot=;scan=;id.fs=x",
      })
  void knowsNothingWhereItCannotReadTheNote(String text) {
    assertThat(SeenNote.newest(Map.of("xendisk:seen:1", text))).isEmpty();
  }

  /** A note that was cut or changed on the way says nothing, or what a whole one might. */
  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsOnADamagedNote(SeededText texts) {
    var text = note(known(texts)).text();
    int at = texts.random().nextInt(text.length());

    for (var damaged :
        new String[] {
          text.substring(0, at),
          text.substring(at),
          text.substring(0, at) + texts.next() + text.substring(at)
        }) {
      assertThat(SeenNote.newest(Map.of("xendisk:seen:1", damaged))).isNotNull();
    }
  }

  /** Whoever dies between the two writes leaves both: the later one counts. */
  @Test
  void theHighestNumberCounts() {
    var first = note(known(null, filesystem("OLD"), false));
    var second = SeenNote.after(first, known(null, filesystem("NEW"), false), first.memory());

    var newest =
        SeenNote.newest(
            Map.of(first.key(), first.text(), second.key(), second.text(), "xendisk:seen:x", "1"));

    assertThat(newest).contains(second);
    assertThat(second.number()).isEqualTo(2);
  }

  @Test
  void theRebindingBesideItIsPartOfTheMemory() {
    var note = note(known(null, filesystem("A"), false));
    var rebound = new Rebound(Evidence.NONE, Evidence.NONE, NOW);

    var newest = SeenNote.newest(Map.of(note.key(), note.text(), Rebound.KEY, rebound.write()));

    assertThat(newest.orElseThrow().memory().rebound()).contains(rebound);
  }

  @Test
  void remembersWhatTheDiskIsKnownBy() {
    var disk = aDisk("BACKUP-01").build();

    var remembered = readBack(note((Contents.Known) disk.contents())).orElseThrow();

    assertThat(disk.with(remembered).key()).isEqualTo(disk.key());
  }

  private static SeenNote note(Contents.Known known) {
    return SeenNote.after(null, known, DiskMemory.first(DiskEvidence.of(known), STAMP));
  }

  private static Optional<SeenNote> readBack(SeenNote note) {
    return SeenNote.newest(Map.of(note.key(), note.text()));
  }

  private static Filesystem filesystem(String label) {
    return new Filesystem("ext3", label, "6e1b8a0c", true, 83);
  }

  private static Contents.Known known(SeededText texts) {
    var random = texts.random();
    var table = random.nextBoolean() ? new Table(texts.next(), maybe(random, texts)) : null;
    var filesystem =
        random.nextBoolean()
            ? new Filesystem(
                texts.next(),
                maybe(random, texts),
                maybe(random, texts),
                random.nextBoolean() ? random.nextBoolean() : null,
                random.nextBoolean() ? random.nextInt(101) : null)
            : null;
    var drive =
        random.nextBoolean()
            ? new Drive(
                true,
                maybe(random, texts),
                maybe(random, texts),
                maybe(random, texts),
                random.nextBoolean() ? random.nextBoolean() : null,
                random.nextBoolean() ? random.nextInt(80) : null,
                random.nextBoolean() ? random.nextLong(100_000) : null)
            : Drive.SILENT;
    return new Contents.Known(
        new Stamp(texts.next(), random.nextLong(), texts.next()),
        Instant.ofEpochSecond(random.nextInt()),
        table,
        filesystem,
        random.nextBoolean(),
        random.nextBoolean(),
        drive);
  }

  private static @Nullable String maybe(RandomGenerator random, SeededText texts) {
    return random.nextBoolean() ? texts.next() : null;
  }

  private static Contents.Known known(
      @Nullable Table table, @Nullable Filesystem filesystem, boolean blank) {
    return new Contents.Known(STAMP, READ_AT, table, filesystem, blank, false, Drive.SILENT);
  }
}
