package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Contents.Filesystem;
import io.xendisk.domain.disk.Contents.Table;
import io.xendisk.testing.SeededText;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsNoteTest {
  private static final Stamp STAMP = new Stamp("2026-11-22T04:00:00Z", 512, "1767168000.");

  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(200);
  }

  @Test
  void isOneLineThatAPersonCanRead() {
    var note =
        ContentsNote.write(
            new Contents.Known(
                STAMP,
                Instant.parse("2026-11-22T05:00:00Z"),
                new Table("mbr", "0e3c51d7"),
                new Filesystem("ext3", "BACKUP-01", "6e1b8a0c", true, 83),
                false));

    assertThat(note)
        .isEqualTo(
            "1;plugged=2026-11-22T04:00:00Z;size=512;boot=1767168000.;read=2026-11-22T05:00:00Z"
                + ";table=mbr;id=0e3c51d7;fs=ext3;uuid=6e1b8a0c;label=BACKUP-01;clean=true;used=83");
  }

  /** Labels are bytes that anybody may have written, xapi drops what XML has no place for. */
  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWroteWhateverStandsOnTheDisk(SeededText texts) {
    var known = known(texts);

    var note = ContentsNote.write(known);

    assertThat(ContentsNote.read(note)).contains(known);
    assertThat(note).matches("[\\x20-\\x7e]*");
  }

  @Test
  void tellsUnknownFromFalseAndEmpty() {
    var unknown = known(null, new Filesystem("ext3", null, null, null, null), false);
    var empty = known(null, new Filesystem("ext3", "", "", false, 0), false);

    assertThat(ContentsNote.read(ContentsNote.write(unknown))).contains(unknown);
    assertThat(ContentsNote.read(ContentsNote.write(empty))).contains(empty);
  }

  @Test
  void tellsABlankDiskFromOneThatHoldsNothingKnown() {
    var blank = known(null, null, true);
    var nothingKnown = known(null, null, false);

    assertThat(ContentsNote.read(ContentsNote.write(blank))).contains(blank);
    assertThat(ContentsNote.read(ContentsNote.write(nothingKnown))).contains(nothingKnown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "2;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;fs=ext3;label=NEWER",
        "garbage",
        "1;size=1;boot=b;read=2026-11-22T05:00:00Z",
        "1;plugged=a;size=many;boot=b;read=2026-11-22T05:00:00Z",
        "1;plugged=a;size=1;boot=b;read=yesterday",
        "1;plugged=a;size=1;boot=b",
        "1;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;fs=ext3;used=much",
        "1;plugged=a;size=99999999999999999999;boot=b;read=2026-11-22T05:00:00Z",
        "1;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;",
        "1;plugged=a;size=1;boot=b;read=2026-11-22T05:00:00Z;fs",
      })
  void knowsNothingWhereItCannotReadTheNote(String text) {
    assertThat(ContentsNote.read(text)).isEmpty();
  }

  /** A note that was cut or changed on the way says nothing, or what a whole one might. */
  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsOnADamagedNote(SeededText texts) {
    var note = ContentsNote.write(known(texts));
    int at = texts.random().nextInt(note.length());

    assertThat(ContentsNote.read(note.substring(0, at))).isNotNull();
    assertThat(ContentsNote.read(note.substring(at))).isEmpty();
    assertThat(ContentsNote.read(note.substring(0, at) + texts.next() + note.substring(at)))
        .isNotNull();
  }

  @Test
  void remembersWhatTheDiskIsKnownBy() {
    var disk = aDisk("BACKUP-01").build();
    var known = (Contents.Known) disk.contents();

    var remembered = ContentsNote.read(ContentsNote.write(known)).orElseThrow();

    assertThat(disk.with(remembered).key()).isEqualTo(disk.key());
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
    return new Contents.Known(
        new Stamp(texts.next(), random.nextLong(), texts.next()),
        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
        table,
        filesystem,
        random.nextBoolean());
  }

  private static @Nullable String maybe(RandomGenerator random, SeededText texts) {
    return random.nextBoolean() ? texts.next() : null;
  }

  private static Contents.Known known(
      @Nullable Table table, @Nullable Filesystem filesystem, boolean blank) {
    return new Contents.Known(
        STAMP, Instant.parse("2026-11-22T05:00:00Z"), table, filesystem, blank);
  }
}
