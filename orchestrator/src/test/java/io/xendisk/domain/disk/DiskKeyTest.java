package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.Hosts;
import io.xendisk.testing.Uuids;
import org.junit.jupiter.api.Test;

/** Safety rule R8: what a disk is remembered by. */
class DiskKeyTest {
  @Test
  void isTheFilesystemsUuidBeforeAnythingElse() {
    var disk = aDisk("BACKUP-01").serial("WD-1").build();

    assertThat(disk.key())
        .contains(new DiskKey(DiskKey.Kind.FILESYSTEM, Uuids.of("filesystem BACKUP-01")));
  }

  @Test
  void isThePartitionTablesIdWhereTheFilesystemHasNoUuidOrThereIsNone() {
    var expected = new DiskKey(DiskKey.Kind.PARTITION_TABLE, "0e3c51d7");

    assertThat(aDisk("a").withoutFilesystemUuid().serial("WD-1").build().key()).contains(expected);
    assertThat(aDisk("a").withoutFilesystem().serial("WD-1").build().key()).contains(expected);
  }

  @Test
  void isTheSerialWhereTheContentsTellNothing() {
    var expected = new DiskKey(DiskKey.Kind.SERIAL, "WD-1");

    assertThat(aDisk("a").blank().serial("WD-1").build().key()).contains(expected);
    assertThat(aDisk("a").unread("why").serial("WD-1").build().key()).contains(expected);
  }

  @Test
  void isNothingForADiskThatCarriesNoneOfThem() {
    assertThat(aDisk("a").blank().build().key()).isEmpty();
    assertThat(aDisk("a").unread("why").build().key()).isEmpty();
    assertThat(aDisk("a").withoutFilesystemUuid().withTableId(null).build().key()).isEmpty();
  }

  @Test
  void isNeverAnEmptyText() {
    assertThat(aDisk("a").withFilesystemUuid("").withTableId(" ").serial("").build().key())
        .isEmpty();
    assertThat(aDisk("a").withFilesystemUuid("").serial("WD-1").withTableId("").build().key())
        .contains(new DiskKey(DiskKey.Kind.SERIAL, "WD-1"));
  }

  /** Neither label nor letter nor VDI nor place are in it. */
  @Test
  void staysTheSameWhereverTheDiskIsAndWhateverItIsCalled() {
    var here = aDisk("BACKUP-01").withFilesystemUuid("6e1b8a0c").build();
    var there =
        aDisk("renamed").withFilesystemUuid("6e1b8a0c").in(Hosts.XS2, "sdq", "9:0:0:0").build();

    assertThat(there.key()).isEqualTo(here.key());
    assertThat(there.vdi()).isNotEqualTo(here.vdi());
  }

  @Test
  void keepsKindsApartThatHaveTheSameValue() {
    assertThat(new DiskKey(DiskKey.Kind.SERIAL, "1")).hasToString("serial:1");
    assertThat(new DiskKey(DiskKey.Kind.PARTITION_TABLE, "1")).hasToString("table:1");
    assertThat(new DiskKey(DiskKey.Kind.FILESYSTEM, "1")).hasToString("fs-uuid:1");
  }
}
