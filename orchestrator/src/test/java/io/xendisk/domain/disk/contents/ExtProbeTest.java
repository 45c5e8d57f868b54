package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtProbeTest {
  private static final long TB = 1_000_000_000_000L;
  private static final String UUID = "3c2a1f00-1234-4abc-8def-00112233aabb";
  private static final int SB = 1024;

  private final DiskReader reader = new DiskReader();

  @Test
  void theSuperblockTellsIdentityStateAndUse() {
    var image = ext3().u32(SB + 44, 1_700_000_000L).u16(SB + 52, 17).text(SB + 136, "/mnt/backup");

    var found = only(image);

    assertThat(found.type()).isEqualTo(FilesystemType.EXT3);
    assertThat(found.uuid()).contains(UUID);
    assertThat(found.label()).contains("BACKUP-01");
    assertThat(found.clean()).contains(true);
    var ext = found.ext().orElseThrow();
    assertThat(ext.lastMountedAt()).contains(Instant.ofEpochSecond(1_700_000_000L));
    assertThat(ext.lastMountedOn()).contains("/mnt/backup");
    assertThat(ext.mountCount()).isEqualTo(17);
    assertThat(ext.sizeBytes()).isEqualTo(1000 * 4096L);
    assertThat(ext.freeBytes()).isEqualTo(170 * 4096L);
    assertThat(ext.usedBytes()).isEqualTo(830 * 4096L);
    assertThat(ext.usedPercent()).isEqualTo(83);
  }

  @ParameterizedTest(name = "compat {0} incompat {1} ro_compat {2} is {3}")
  @CsvSource({
    "0x0, 0x2, 0x3, EXT2",
    "0x0, 0x12, 0x7, EXT2",
    "0x4, 0x2, 0x3, EXT3",
    "0x4, 0x6, 0x3, EXT3",
    "0x4, 0x42, 0x3, EXT4",
    "0x4, 0x2, 0x8, EXT4",
    "0x0, 0x42, 0x3, EXT4",
    "0x0, 0x8, 0x0, EXT_JOURNAL",
  })
  void typesAreToldApartByTheirFeatures(
      String compat, String incompat, String roCompat, FilesystemType type) {
    var image =
        ext3()
            .u32(SB + 92, Integer.decode(compat))
            .u32(SB + 96, Integer.decode(incompat))
            .u32(SB + 100, Integer.decode(roCompat));

    assertThat(only(image).type()).isEqualTo(type);
  }

  @ParameterizedTest(name = "state {0} incompat {1}: clean {2} replay {3} errors {4}")
  @CsvSource({
    "1, 0x2, true, false, false",
    "0, 0x2, false, false, false",
    "1, 0x6, false, true, false",
    "0, 0x6, false, true, false",
    "3, 0x2, true, false, true",
    "2, 0x2, false, false, true",
  })
  void cleanMeansUnmountedWithoutAJournalToReplay(
      int state, String incompat, boolean clean, boolean replay, boolean errors) {
    var image = ext3().u16(SB + 58, state).u32(SB + 96, Integer.decode(incompat));

    var contents = reader.read(image.disk());

    var ext = contents.primary().orElseThrow().ext().orElseThrow();
    assertThat(ext.clean()).isEqualTo(clean);
    assertThat(ext.needsJournalReplay()).isEqualTo(replay);
    assertThat(ext.errorsNoted()).isEqualTo(errors);
    assertThat(contents.clean()).contains(clean);
  }

  @Test
  void blockCountsOf64BitsAreRead() {
    var image = ext3().u32(SB + 96, 0xc2).u32(SB + 0x150, 2).u32(SB + 0x158, 1);

    var ext = only(image).ext().orElseThrow();

    assertThat(ext.sizeBytes()).isEqualTo(((2L << 32) + 1000) * 4096);
    assertThat(ext.freeBytes()).isEqualTo(((1L << 32) + 170) * 4096);
  }

  @Test
  void theUpperHalvesAreIgnoredWithoutThe64BitFeature() {
    var image = ext3().u32(SB + 0x150, 2).u32(SB + 0x158, 1);

    assertThat(only(image).ext().orElseThrow().sizeBytes()).isEqualTo(1000 * 4096L);
  }

  @Test
  void anAbsurdSuperblockIsNotRecognised() {
    assertThat(reader.read(ext3().u32(SB + 24, 77).disk()).filesystems()).isEmpty();
    assertThat(reader.read(ext3().u32(SB + 12, 1001).disk()).filesystems()).isEmpty();
    assertThat(reader.read(ext3().u32(SB + 4, 0).u32(SB + 12, 0).disk()).filesystems()).isEmpty();
    assertThat(reader.read(ext3().u32(SB + 100, 0x400).disk()).filesystems()).isEmpty();
  }

  @Test
  void aLabelThatWouldSteerATerminalIsDisarmed() {
    assertThat(only(ext3().latin1(SB + 120, "a\u001b[31mb\u0000xxxxx")).label())
        .contains("a\ufffd[31mb");
  }

  @Test
  void aUuidOfZerosIsNone() {
    var image = ext3().uuid(SB + 104, "00000000-0000-0000-0000-000000000000");

    assertThat(only(image).uuid()).isEmpty();
  }

  private Filesystem only(DiskImage image) {
    var found = reader.read(image.disk()).filesystems();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static DiskImage ext3() {
    return DiskImage.of(4096, TB).ext3(0, UUID, "BACKUP-01", 1000, 170);
  }
}
