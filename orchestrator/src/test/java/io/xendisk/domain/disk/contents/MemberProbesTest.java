package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.contents.Content.Unrecognised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberProbesTest {
  private final DiskReader reader = new DiskReader();

  @ParameterizedTest
  @ValueSource(ints = {0, 4096})
  void aRaidMemberOfVersion1IsKnownByItsArray(int at) {
    var found = only(HandMade.md1(64 << 10, at));

    assertThat(found.type()).isEqualTo(FilesystemType.MD_MEMBER);
    assertThat(found.uuid()).contains(HandMade.ARRAY);
    assertThat(found.label()).contains("nas:0");
  }

  @Test
  void aRaidMemberOfVersion10IsFoundAtTheEnd() {
    int at = (int) HandMade.SIZE - 8192;

    assertThat(only(HandMade.md1((int) HandMade.SIZE, at)).uuid()).contains(HandMade.ARRAY);
  }

  @Test
  void aRaidMemberOfVersion090IsFoundAtTheEnd() {
    var found = only(HandMade.md090());

    assertThat(found.type()).isEqualTo(FilesystemType.MD_MEMBER);
    assertThat(found.uuid()).contains(HandMade.ARRAY);
  }

  @Test
  void aRaidMemberHidesTheFilesystemThatItCarries() {
    var image = HandMade.md1(64 << 10, 4096).ext3(0, HandMade.PART, "INSIDE", 1000, 1);

    assertThat(only(image).type()).isEqualTo(FilesystemType.MD_MEMBER);
  }

  @Test
  void aRaidSuperblockWithAWrongChecksumOrPlaceIsNone() {
    var checksum = HandMade.md1(64 << 10, 4096).u8(4096 + 16, 0x12);
    var place = HandMade.withMd1Checksum(HandMade.md1(64 << 10, 4096).i64(4096 + 144, 16), 4096);
    var devices = HandMade.withMd1Checksum(HandMade.md1(64 << 10, 4096).u32(4096 + 220, -1), 4096);

    assertThat(reader.read(checksum.disk()).filesystems()).isEmpty();
    assertThat(reader.read(place.disk()).filesystems()).isEmpty();
    assertThat(reader.read(devices.disk()).filesystems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aPhysicalVolumeHasItsLabelInOneOfFourSectors(int sector) {
    var found = only(HandMade.lvm(sector));

    assertThat(found.type()).isEqualTo(FilesystemType.LVM2_MEMBER);
    assertThat(found.uuid()).contains("eXrBYO-KKjH-3R51-LZ2w-o66y-z0HT-tD8NLg");
  }

  @Test
  void aPhysicalVolumeThatKeptABootMarkHasNoPartitionTable() {
    var contents = reader.read(HandMade.lvm(1).mbr(0x1234).disk());

    assertThat(contents.partitionTable()).isEmpty();
    assertThat(contents.primary().orElseThrow().type()).isEqualTo(FilesystemType.LVM2_MEMBER);
  }

  @Test
  void aMemberOfAPoolIsKnownByThePoolsGuidAndName() {
    var found = only(HandMade.zfs());

    assertThat(found.type()).isEqualTo(FilesystemType.ZFS_MEMBER);
    assertThat(found.uuid()).contains("18364758544493064720");
    assertThat(found.label()).contains("tank");
  }

  @Test
  void twoFilesystemsInOnePlaceAreNotAChoice() {
    var image =
        DiskImage.of(1 << 20, 1 << 30)
            .ext3(0, HandMade.PART, "ONE", 1000, 1)
            .text(4096 - 10, "SWAPSPACE2")
            .u32(1024, 1)
            .u32(1028, 1000);

    assertThat(reader.read(image.disk()).contents())
        .containsExactly(new Unrecognised(Place.wholeDisk(1 << 30)));
  }

  @Test
  void whatIsNamedOnlyIsNamed() {
    assertThat(only(disk().text(3, "-FVE-FS-")).type()).isEqualTo(FilesystemType.BITLOCKER);
    assertThat(only(disk().text(3, "ReFS")).type()).isEqualTo(FilesystemType.REFS);
    assertThat(only(disk().text(32, "NXSB")).type()).isEqualTo(FilesystemType.APFS);
    assertThat(only(disk().text(1024, "H+").u8(1027, 4)).type()).isEqualTo(FilesystemType.HFSPLUS);
  }

  private static DiskImage disk() {
    return DiskImage.of(128 << 10, 1 << 30);
  }

  private Filesystem only(DiskImage image) {
    var found = reader.read(image.disk()).filesystems();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
