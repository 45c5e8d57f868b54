package io.xendisk.domain.disk;

import static io.xendisk.domain.disk.passport.EvidenceKind.BAY;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM_TYPE;
import static io.xendisk.domain.disk.passport.EvidenceKind.LABEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.MODEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SIZE;
import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Contents.Filesystem;
import io.xendisk.domain.disk.Contents.Table;
import io.xendisk.domain.disk.passport.DiskMemory;
import io.xendisk.domain.disk.passport.EvidenceItem;
import io.xendisk.domain.disk.passport.Source;
import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.testing.Uuids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiskEvidenceTest {
  private static final Stamp STAMP = new Stamp("hot1", 512, "boot1");
  private static final Table TABLE = new Table("mbr", "0abc1234");

  @Test
  void theTableAndTheFilesystemAreTheIdentity() {
    var found = DiskEvidence.of(known(TABLE, filesystem("ext3"), false));

    assertThat(found.value(PARTITION_TABLE)).contains("0abc1234");
    assertThat(found.value(FILESYSTEM)).contains(Uuids.of("a"));
    assertThat(found.value(FILESYSTEM_TYPE)).contains("ext3");
    assertThat(found.value(LABEL)).contains("BACKUP-01");
    assertThat(found.missing()).isEmpty();
    assertThat(found.items().values())
        .extracting(EvidenceItem::source)
        .containsOnly(Source.DISK_BYTES);
  }

  @Test
  void aDiskWithoutEitherIsKnownToHaveNeither() {
    assertThat(DiskEvidence.of(known(null, null, false)).missing())
        .containsExactlyInAnyOrder(FILESYSTEM, PARTITION_TABLE);
  }

  @Test
  void aFilesystemOutOfReachIsUnknownThoughTheTableIsKnown() {
    var found = DiskEvidence.of(known(TABLE, null, true));

    assertThat(found.value(PARTITION_TABLE)).contains("0abc1234");
    assertThat(found.missing()).isEmpty();
  }

  @Test
  void ofADiskNoneOfWhoseStartWasReadNothingIsKnown() {
    assertThat(DiskEvidence.of(known(null, null, true)).missing()).isEmpty();
  }

  @Test
  void aTableWithoutAnIdIsKnownToHaveNone() {
    var found = DiskEvidence.of(known(new Table("mbr", null), filesystem("ext3"), false));

    assertThat(found.missing()).containsExactly(PARTITION_TABLE);
  }

  @Test
  void theUuidOfARaidIsNotThatOfTheDisk() {
    var found = DiskEvidence.of(known(null, filesystem("linux_raid_member"), false));

    assertThat(found.value(FILESYSTEM)).isEmpty();
    assertThat(found.value(FILESYSTEM_TYPE)).contains("linux_raid_member");
  }

  @Test
  void theDriveItselfIsBelievedBeforeTheRecord() {
    var drive = new Drive(true, "WD-A", null, "WDC WD20EARS-00MVWB0", true, 31, 4711L);

    var found = DiskEvidence.of(aDisk("BACKUP-01").serial("WD-LINK").told(drive).build(), NOW);

    assertThat(found.value(SERIAL)).contains("WD-A");
    assertThat(found.value(MODEL)).contains("WDC_WD20EARS-00MVWB0");
    assertThat(found.item(SERIAL).orElseThrow().source()).isEqualTo(Source.SMARTCTL);
  }

  @Test
  void whatTheRecordSaysOfAnEarlierBootIsNoEvidence() {
    var disk = aDisk("BACKUP-01").build();
    var known = (Contents.Known) disk.contents();
    var earlier = new Stamp(known.stamp().hotpluggedAt(), known.stamp().size(), "an earlier boot");
    var note = new SeenNote(1, known, DiskMemory.first(DiskEvidence.of(disk, NOW), earlier));

    var found = DiskEvidence.of(aDisk("BACKUP-01").remembered(note).build(), NOW);

    assertThat(found.items()).doesNotContainKeys(MODEL, SIZE, BAY).containsKey(FILESYSTEM);
  }

  private static Contents.Known known(
      @Nullable Table table, @Nullable Filesystem filesystem, boolean partial) {
    return new Contents.Known(STAMP, NOW, table, filesystem, false, partial, Drive.SILENT);
  }

  private static Filesystem filesystem(String type) {
    return new Filesystem(type, "BACKUP-01", Uuids.of("a"), true, 12);
  }
}
