package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.xendisk.domain.disk.contents.PartitionTable.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionTableTest {
  private static final long TB = 1_000_000_000_000L;
  private static final String DISK_ID = "8f3c2d1e-0a1b-4c2d-9e3f-112233445566";
  private static final String PART_ID = "01234567-89ab-4def-8123-456789abcdef";

  private final DiskReader reader = new DiskReader();

  @Test
  void mbrIdIsPrintedAsBlkidPrintsIt() {
    var image = DiskImage.of(4096, TB).mbr(0x0abc1234).entry(0, 0, 0x83, 2048, 4096);

    var table = reader.read(image.disk()).partitionTable().orElseThrow();

    assertThat(table.kind()).isEqualTo(Kind.MBR);
    assertThat(table.id()).contains("0abc1234");
    assertThat(table.partitions())
        .containsExactly(
            new Partition(
                new Place(1, 2048L * 512, 4096L * 512),
                "0x83",
                Optional.of("0abc1234-01"),
                Optional.empty()));
  }

  @Test
  void aSignatureOfZerosIsNoId() {
    var image = DiskImage.of(4096, TB).entry(0, 0, 0x83, 63, 4096);

    var table = reader.read(image.disk()).partitionTable().orElseThrow();

    assertThat(table.id()).isEmpty();
    assertThat(table.partitions().getFirst().uuid()).isEmpty();
  }

  @Test
  void logicalPartitionsCountFromFiveThroughTheChain() {
    var image =
        DiskImage.of(1 << 20, TB)
            .mbr(1)
            .entry(0, 0, 0x83, 8, 8)
            .entry(0, 1, 0x05, 100, 1000)
            .entry(100 * 512, 0, 0x83, 2, 10)
            .entry(100 * 512, 1, 0x05, 50, 60)
            .entry(150 * 512, 0, 0x82, 2, 20);

    var table = reader.read(image.disk()).partitionTable().orElseThrow();

    assertThat(table.partitions())
        .extracting(Partition::number, p -> p.place().offset() / 512, Partition::type)
        .containsExactly(
            tuple(1, 8L, "0x83"),
            tuple(2, 100L, "0x05"),
            tuple(5, 102L, "0x83"),
            tuple(6, 152L, "0x82"));
  }

  @Test
  void aChainThatBitesItsTailEnds() {
    var image =
        DiskImage.of(1 << 20, TB)
            .mbr(1)
            .entry(0, 0, 0x05, 100, 1000)
            .entry(100 * 512, 0, 0x83, 2, 10)
            .entry(100 * 512, 1, 0x05, 50, 60)
            .entry(150 * 512, 0, 0x83, 2, 10)
            .entry(150 * 512, 1, 0x05, 50, 60);

    var table = reader.read(image.disk()).partitionTable().orElseThrow();

    assertThat(table.partitions()).hasSizeLessThan(70);
  }

  @Test
  void gptIsReadWithSectorsOf512Bytes() {
    var image = gpt(512);

    var table = reader.read(image.disk()).partitionTable().orElseThrow();

    assertThat(table.kind()).isEqualTo(Kind.GPT);
    assertThat(table.id()).contains(DISK_ID);
    assertThat(table.partitions())
        .containsExactly(
            new Partition(
                new Place(1, 2048L * 512, 1000L * 512),
                DiskImage.LINUX_DATA,
                Optional.of(PART_ID),
                Optional.of("archive")));
  }

  @Test
  void gptIsReadWithSectorsOf4096Bytes() {
    var table = reader.read(gpt(4096).disk()).partitionTable().orElseThrow();

    assertThat(table.id()).contains(DISK_ID);
    assertThat(table.partitions().getFirst().place()).isEqualTo(new Place(1, 8 << 20, 4_096_000));
  }

  @Test
  void aDamagedHeaderIsReplacedByTheBackupInTheLastSector() {
    int size = 1 << 20;
    var image = DiskImage.of(size, size).protectiveMbr();
    int entriesAt = size - 33 * 512;
    image
        .gptEntry(entriesAt, DiskImage.LINUX_DATA, PART_ID, 64, 127, "archive")
        .gptHeader(512, size / 512 - 1, size / 512 - 33, 128, DISK_ID);

    var table = reader.read(image.disk()).partitionTable().orElseThrow();

    assertThat(table.id()).contains(DISK_ID);
    assertThat(table.partitions()).hasSize(1);
  }

  @Test
  void aHeaderOrEntriesWithAWrongChecksumAreNoTable() {
    var header = gpt(512).u8(512 + 56, 0x77);
    var entries = gpt(512).u8(1024 + 56, 'X');

    assertThat(reader.read(header.disk()).partitionTable()).isEmpty();
    assertThat(reader.read(entries.disk()).partitionTable()).isEmpty();
  }

  @Test
  void aFatBootSectorIsNoPartitionTable() {
    var image =
        DiskImage.of(4096, TB)
            .mbr(7)
            .latin1(0, "\u00eb<\u0090mkfs.fat")
            .u16(11, 512)
            .u8(13, 4)
            .u16(14, 4)
            .u8(16, 2)
            .u16(17, 512)
            .u16(19, 40000)
            .u8(21, 0xf8)
            .u16(22, 40)
            .text(54, "FAT16   ");

    assertThat(reader.read(image.disk()).partitionTable()).isEmpty();
  }

  private static DiskImage gpt(int sectorSize) {
    return DiskImage.of(64 << 10, TB)
        .protectiveMbr()
        .gptEntry(2 * sectorSize, DiskImage.LINUX_DATA, PART_ID, 2048, 3047, "archive")
        .gptHeader(sectorSize, 1, 2, 128, DISK_ID);
  }
}
