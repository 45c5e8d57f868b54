package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM_TYPE;
import static io.xendisk.domain.disk.passport.EvidenceKind.LABEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.contents.Content;
import io.xendisk.domain.disk.contents.DiskContents;
import io.xendisk.domain.disk.contents.Filesystem;
import io.xendisk.domain.disk.contents.FilesystemType;
import io.xendisk.domain.disk.contents.Partition;
import io.xendisk.domain.disk.contents.PartitionTable;
import io.xendisk.domain.disk.contents.PartitionTable.Kind;
import io.xendisk.domain.disk.contents.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentsEvidenceTest {
  private static final Place DISK = Place.wholeDisk(1 << 30);
  private static final Place FIRST = new Place(1, 1 << 20, 1 << 20);

  @Test
  void theTableAndThePrimaryFilesystemAreTheIdentity() {
    var contents =
        new DiskContents(
            table("0abc1234"), List.of(filesystem(FIRST, FilesystemType.EXT3, "BACKUP-01")));

    var found = ContentsEvidence.of(contents, Disks.NOW);

    assertThat(found.value(PARTITION_TABLE)).contains("0abc1234");
    assertThat(found.value(FILESYSTEM)).contains(Disks.FS_A);
    assertThat(found.value(FILESYSTEM_TYPE)).contains("ext3");
    assertThat(found.value(LABEL)).contains("BACKUP-01");
    assertThat(found.missing()).isEmpty();
    assertThat(found.items().values())
        .extracting(EvidenceItem::source)
        .containsOnly(Source.DISK_BYTES);
  }

  @Test
  void aBlankDiskIsKnownToHaveNeither() {
    var contents = new DiskContents(Optional.empty(), List.of(new Content.Empty(DISK)));

    assertThat(ContentsEvidence.of(contents, Disks.NOW).missing())
        .containsExactlyInAnyOrder(FILESYSTEM, PARTITION_TABLE);
  }

  @Test
  void ofADiskThatCouldNotBeReadNothingIsKnown() {
    var contents = new DiskContents(Optional.empty(), List.of(new Content.OutOfReach(DISK)));

    assertThat(ContentsEvidence.of(contents, Disks.NOW)).isEqualTo(Evidence.NONE);
  }

  @Test
  void aFilesystemOutOfReachIsUnknownThoughTheTableIsKnown() {
    var contents = new DiskContents(table("0abc1234"), List.of(new Content.OutOfReach(FIRST)));

    var found = ContentsEvidence.of(contents, Disks.NOW);

    assertThat(found.value(PARTITION_TABLE)).contains("0abc1234");
    assertThat(found.missing()).isEmpty();
  }

  @Test
  void aTableWithoutAnIdIsKnownToHaveNone() {
    var contents =
        new DiskContents(table(""), List.of(filesystem(FIRST, FilesystemType.EXT3, "BACKUP-01")));

    assertThat(ContentsEvidence.of(contents, Disks.NOW).missing()).containsExactly(PARTITION_TABLE);
  }

  @Test
  void theUuidOfARaidIsNotThatOfTheDisk() {
    var contents =
        new DiskContents(
            Optional.empty(), List.of(filesystem(DISK, FilesystemType.MD_MEMBER, "nas:0")));

    var found = ContentsEvidence.of(contents, Disks.NOW);

    assertThat(found.value(FILESYSTEM)).isEmpty();
    assertThat(found.value(FILESYSTEM_TYPE)).contains("linux_raid_member");
  }

  private static Optional<PartitionTable> table(String id) {
    var partition = new Partition(FIRST, "0x83", Optional.empty(), Optional.empty());
    return Optional.of(
        new PartitionTable(
            Kind.MBR, Optional.of(id).filter(text -> !text.isEmpty()), List.of(partition)));
  }

  private static Content filesystem(Place place, FilesystemType type, String label) {
    return new Content.Recognised(
        new Filesystem(
            place,
            type,
            Optional.of(Disks.FS_A),
            Optional.of(label),
            Optional.empty(),
            Optional.empty()));
  }
}
