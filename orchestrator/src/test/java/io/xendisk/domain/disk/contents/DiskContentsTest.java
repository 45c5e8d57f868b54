package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.contents.Content.Empty;
import io.xendisk.domain.disk.contents.Content.OutOfReach;
import io.xendisk.domain.disk.contents.Content.Recognised;
import io.xendisk.domain.disk.contents.Content.Unrecognised;
import org.junit.jupiter.api.Test;

class DiskContentsTest {
  private static final long TB = 1_000_000_000_000L;
  private static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String B = "bbbbbbbb-0000-4000-8000-000000000002";

  private final DiskReader reader = new DiskReader();

  @Test
  void aDiskOfZerosIsBlank() {
    var contents = reader.read(DiskImage.of(1 << 20, TB).disk());

    assertThat(contents.isBlank()).isTrue();
    assertThat(contents.contents()).containsExactly(new Empty(Place.wholeDisk(TB)));
    assertThat(contents.clean()).isEmpty();
    assertThat(contents.primary()).isEmpty();
  }

  @Test
  void aDiskThatCannotBeReadIsNotBlank() {
    var contents = reader.read(DiskImage.of(0, TB).disk());

    assertThat(contents.isBlank()).isFalse();
    assertThat(contents.isPartial()).isTrue();
    assertThat(contents.contents()).containsExactly(new OutOfReach(Place.wholeDisk(TB)));
  }

  @Test
  void aDiskOfWhichOnlyTheFirstZerosCameIsNotBlank() {
    assertThat(reader.read(DiskImage.of(4096, TB).disk()).isBlank()).isFalse();
    assertThat(reader.read(DiskImage.of(4096, 4096).disk()).isBlank()).isTrue();
  }

  @Test
  void anEmptyPartitionTableIsNotBlank() {
    assertThat(reader.read(DiskImage.of(1 << 20, TB).mbr(0x1234).disk()).isBlank()).isFalse();
  }

  @Test
  void strangeBytesAreUnrecognised() {
    var contents = reader.read(DiskImage.of(1 << 20, TB).text(100, "hello").disk());

    assertThat(contents.isBlank()).isFalse();
    assertThat(contents.contents()).containsExactly(new Unrecognised(Place.wholeDisk(TB)));
  }

  @Test
  void theLargestRecognisedFilesystemStandsForTheDisk() {
    var contents = reader.read(twoFilesystems().disk());

    assertThat(contents.filesystems()).hasSize(2);
    assertThat(contents.primary().orElseThrow().uuid()).contains(B);
    assertThat(contents.clean()).contains(true);
  }

  @Test
  void oneUncleanFilesystemMakesTheDiskUnclean() {
    var image = twoFilesystems().u16(64 * 512 + 1024 + 58, 0);

    assertThat(reader.read(image.disk()).clean()).contains(false);
  }

  @Test
  void whatIsOutOfReachMayBeUnclean() {
    var image = twoFilesystems().entry(0, 2, 0x83, 3_000_000, 1000);

    var contents = reader.read(image.disk());

    assertThat(contents.clean()).isEmpty();
    assertThat(contents.isPartial()).isTrue();
    assertThat(contents.primary().orElseThrow().uuid()).contains(B);
  }

  @Test
  void anEfiSystemPartitionNeverStandsForTheDisk() {
    var image =
        DiskImage.of(1 << 20, TB)
            .protectiveMbr()
            .gptEntry(1024, DiskImage.EFI_SYSTEM, A, 64, 10_000, "EFI")
            .gptHeader(512, 1, 2, 128, B)
            .ext3(64 * 512, A, "EFI", 1000, 100);

    var contents = reader.read(image.disk());

    assertThat(contents.contents()).hasExactlyElementsOfTypes(Recognised.class);
    assertThat(contents.primary()).isEmpty();
  }

  private static DiskImage twoFilesystems() {
    return DiskImage.of(1 << 20, TB)
        .mbr(0x1234)
        .entry(0, 0, 0x83, 64, 192)
        .entry(0, 1, 0x83, 256, 10_000)
        .ext3(64 * 512, A, "small", 24, 3)
        .ext3(256 * 512, B, "large", 1250, 3);
  }
}
