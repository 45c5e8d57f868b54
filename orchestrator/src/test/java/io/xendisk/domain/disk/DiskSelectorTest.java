package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xendisk.testing.Hosts;
import io.xendisk.testing.SeededText;
import io.xendisk.testing.Uuids;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSelectorTest {
  private static final String FS_UUID = "6e1b8a0c-8d1c-4a0e-9d4e-0f3a5c2b7d11";
  private static final Disk DISK =
      aDisk("BACKUP-01").withFilesystemUuid(FS_UUID).serial("WD-WCAZA1234567").build();
  private static final Disk OTHER = aDisk("ARCHIVE-01").in(Hosts.XS2, "sdb", "1:0:0:0").build();

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("label:BACKUP-01", new DiskSelector.Label("BACKUP-01")),
        Arguments.of("LABEL:BACKUP-01", new DiskSelector.Label("BACKUP-01")),
        Arguments.of("label:a:b/c", new DiskSelector.Label("a:b/c")),
        Arguments.of("fs-uuid:" + FS_UUID, new DiskSelector.FsUuid(FS_UUID)),
        Arguments.of("table:0e3c51d7", new DiskSelector.TableId("0e3c51d7")),
        Arguments.of("serial:WD-1", new DiskSelector.Serial("WD-1")),
        Arguments.of("vdi:" + FS_UUID, new DiskSelector.Vdi(FS_UUID)),
        Arguments.of("bay:xs1/2:0:0:0", new DiskSelector.InBay("xs1", "2:0:0:0")),
        Arguments.of("dev:xs1/sdb", new DiskSelector.Device("xs1", "sdb")),
        Arguments.of("BACKUP-01", new DiskSelector.Word("BACKUP-01")),
        Arguments.of("xs1/sdb", new DiskSelector.Word("xs1/sdb")),
        Arguments.of("no-prefix:x", new DiskSelector.Word("no-prefix:x")),
        Arguments.of(":x", new DiskSelector.Word(":x")));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsEveryForm(String text, DiskSelector selector) {
    assertThat(DiskSelector.parse(text)).isEqualTo(selector);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "label:",
        "label:  ",
        "fs-uuid:",
        "table:",
        "serial:",
        "vdi:",
        "bay:",
        "dev:",
        "bay:xs1",
        "bay:xs1/",
        "bay:/2:0:0:0",
        "bay:xs1/2:0:0",
        "bay:xs1/sdb",
        "bay:xs1/-2:0:0:0",
        "bay:xs1/99999999999:0:0:0",
        "dev:xs1",
        "dev:/sdb",
        "dev:xs1/",
      })
  void refusesWhatNamesNoDiskAndSaysSoInWords(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DiskSelector.parse(text))
        .withMessageMatching("'.*' (names no disk|is not of the form .*|is no SCSI address .*)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label:BACKUP-01",
        "fs-uuid:" + FS_UUID,
        "table:0e3c51d7",
        "table:0E3C51D7",
        "serial:WD-WCAZA1234567",
        "serial:wd-wcaza1234567",
        "bay:xs1/2:0:0:0",
        "bay:xs1/02:0:0:0",
        "dev:xs1/sdb",
        "BACKUP-01",
        FS_UUID,
        "WD-WCAZA1234567",
        "xs1/2:0:0:0",
        "xs1/sdb",
      })
  void meansTheDiskBy(String text) {
    var selector = DiskSelector.parse(text);

    assertThat(selector.matches(DISK)).isTrue();
    assertThat(
            selector.matches(
                aDisk("BACKUP-02").in(Hosts.XS2, "sdc", "9:0:0:0").withTableId("ffffffff").build()))
        .isFalse();
  }

  @Test
  void meansTheDiskByItsUuidsInAnyCase() {
    var vdi = DISK.vdi().uuid().toUpperCase(Locale.ROOT);

    assertThat(DiskSelector.parse("vdi:" + vdi).matches(DISK)).isTrue();
    assertThat(DiskSelector.parse(vdi).matches(DISK)).isTrue();
    assertThat(DiskSelector.parse("fs-uuid:" + FS_UUID.toUpperCase(Locale.ROOT)).matches(DISK))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label:backup-01",
        "label:BACKUP",
        "label:BACKUP-01 ",
        "backup-01",
        "BACKUP-0",
        "fs-uuid:BACKUP-01",
        "serial:BACKUP-01",
        "table:BACKUP-01",
        "vdi:BACKUP-01",
        "bay:xs2/2:0:0:0",
        "bay:xs1/2:0:0:1",
        "dev:xs2/sdb",
        "dev:xs1/sd",
        "sdb",
        "2:0:0:0",
        "xs2/sdb",
        "0e3c51d7",
      })
  void meansNoDiskThatIsOnlyNearIt(String text) {
    assertThat(DiskSelector.parse(text).matches(DISK)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"label:x", "fs-uuid:x", "table:x", "serial:x", "null", "serial:null"})
  void meansNoDiskOfWhichThatIsNotKnown(String text) {
    assertThat(DiskSelector.parse(text).matches(aDisk("x").unread("not yet").build())).isFalse();
    assertThat(DiskSelector.parse(text).matches(aDisk("y").blank().build())).isFalse();
  }

  @Test
  void meansNoBayOfADiskWhoseBayIsNotKnown() {
    var disk = aDisk("BACKUP-01").withoutBay().build();

    assertThat(DiskSelector.parse("bay:xs1/2:0:0:0").matches(disk)).isFalse();
    assertThat(DiskSelector.parse("xs1/2:0:0:0").matches(disk)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "label:x, true",
    "fs-uuid:x, true",
    "table:x, true",
    "x, true",
    "serial:x, true",
    "vdi:x, false",
    "bay:xs1/2:0:0:0, false",
    "dev:xs1/sdb, false",
  })
  void asksForTheBytesOnlyWhereTheyTell(String text, boolean asks) {
    assertThat(DiskSelector.parse(text).asksForContents()).isEqualTo(asks);
  }

  @Test
  void choosesTheOneDiskThatIsMeant() {
    assertThat(choice("BACKUP-01", DISK, OTHER)).isEqualTo(new DiskChoice.One(DISK));
    assertThat(choice("BACKUP-03", DISK, OTHER)).isEqualTo(new DiskChoice.None());
    assertThat(choice("BACKUP-01")).isEqualTo(new DiskChoice.None());
  }

  /** A name that two disks have, or one disk's label that is another's serial, means neither. */
  @Test
  void choosesNoneOfSeveral() {
    var namesake = aDisk("BACKUP-01").in(Hosts.XS2, "sdc", "2:0:0:0").build();
    var labelledLikeASerial = aDisk("WD-WCAZA1234567").build();

    assertThat(choice("label:BACKUP-01", DISK, OTHER, namesake))
        .isEqualTo(new DiskChoice.Several(List.of(DISK, namesake)));
    assertThat(choice("WD-WCAZA1234567", DISK, labelledLikeASerial))
        .isEqualTo(new DiskChoice.Several(List.of(DISK, labelledLikeASerial)));
    assertThat(choice("serial:WD-WCAZA1234567", DISK, labelledLikeASerial))
        .isEqualTo(new DiskChoice.One(DISK));
  }

  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(50);
  }

  /** Whatever somebody types, it is a selector or wrong usage, never another failure. */
  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsInAnotherWay(SeededText texts) {
    for (var prefix : List.of("", "label:", "bay:", "dev:", "vdi:", "serial:", "table:")) {
      var text = prefix + texts.next();
      try {
        assertThat(DiskSelector.parse(text).matches(DISK)).isIn(true, false);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("'");
      }
    }
  }

  /** The id that is printed for a disk can be typed again. */
  @Test
  void meansADiskByTheKeyThatItIsRememberedBy() {
    var byFilesystem = aDisk("a").build();
    var byTable = aDisk("b").withoutFilesystemUuid().withTableId("b0b0b0b0").build();
    var bySerial = aDisk("c").blank().serial("S-1").build();

    for (var disk : List.of(byFilesystem, byTable, bySerial)) {
      var key = disk.key().orElseThrow().toString();

      assertThat(choice(key, byFilesystem, byTable, bySerial)).isEqualTo(new DiskChoice.One(disk));
    }
    assertThat(byFilesystem.key().orElseThrow()).hasToString("fs-uuid:" + Uuids.of("filesystem a"));
  }

  private static DiskChoice choice(String text, Disk... disks) {
    return DiskChoice.of(DiskSelector.parse(text), List.of(disks));
  }
}
