package io.xendisk.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.Dom0Facts;
import io.xendisk.domain.dom0.Dom0Hold.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read out of what dom0 says. */
class LookTextTest {
  private static final String MACHINE =
      """

      == t inventory
      PRODUCT_BRAND='XCP-ng'
      PRODUCT_VERSION='8.3.0'
      INSTALLATION_UUID='1f0c'
      PRIMARY_DISK='/dev/disk/by-id/ata-ST3500418AS_9VM1'

      == t names
      58-xapi.rules
      58-xapi.rules.rpmsave
      .59-xendisk.rules.a.xendisk-new

      == t mounts
      rootfs / rootfs rw 0 0
      /dev/sdc1 /mnt/old\\040disk ext4 rw 0 0
      /dev/sdcx1 /mnt/other ext4 rw 0 0
      /dev/nvme0n1p2 /srv ext4 rw 0 0

      == t swaps
      Filename\tType\tSize\tUsed\tPriority
      /dev/sdd2                partition\t1048572\t0\t-1

      == t blocks
      dm-0
      dm-1
      loop0
      nvme0n1
      sda
      sdb
      sdc
      sdd
      sde
      sr0
      td0

      == t links
      sdb
      """;

  private static final String DETAILS =
      """

      == t file /etc/udev/rules.d/58-xapi.rules
      # one
      == not a mark
      KERNEL=="sdb"

      == t device nvme0n1
      /sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0

      == t device sdb
      /sys/devices/pci0000:00/0000:00:1f.2/ata3/host2/target2:0:0/2:0:0:0

      == t udev sdb
      ID_PATH=pci-0000:00:1f.2-ata-3.0
      ID_SERIAL_SHORT=WD=1

      == t udev sda
      DEVLINKS=/dev/disk/by-path/x /dev/disk/by-id/ata-ST3500418AS_9VM1

      == t holders sda
      /sys/block/sda/sda3/holders/dm-0

      == t holders sde
      /sys/block/sde/holders/dm-1
      /sys/block/sde/sde1/holders/md127

      == t link sdb
      /dev/sdb

      == t map dm-0
      LVM-abc
      VG-local

      == t map dm-1
      mpath-3600
      3600
      """;

  private static Dom0Facts facts() {
    var look = new LookText("t");
    return look.facts(look.machine(MACHINE), DETAILS);
  }

  private static BlockFacts block(String name) {
    return facts().blocks().stream()
        .filter(block -> block.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Kind> holds(String name) {
    return block(name).holds().stream().map(hold -> hold.kind()).toList();
  }

  @Test
  void theHostAndItsReleaseAreThoseOfTheInventory() {
    assertThat(facts().hostUuid()).isEqualTo("1f0c");
    assertThat(facts().release().orElseThrow()).hasToString("XCP-ng 8.3.0");
  }

  @Test
  void filesAreTakenAsTheyAreAndTheOthersByTheirNames() {
    assertThat(facts().rules())
        .containsEntry(
            "/etc/udev/rules.d/58-xapi.rules", "# one\n== not a mark\nKERNEL==\"sdb\"\n");
    assertThat(facts().savedByUpdates()).containsExactly("/etc/udev/rules.d/58-xapi.rules.rpmsave");
    assertThat(facts().unfinished())
        .containsExactly("/etc/udev/rules.d/.59-xendisk.rules.a.xendisk-new");
  }

  @Test
  void onlyWholeDisksCountAndEachHasWhatUdevSaysOfIt() {
    assertThat(facts().blocks())
        .extracting(BlockFacts::name)
        .containsExactly("nvme0n1", "sda", "sdb", "sdc", "sdd", "sde");
    assertThat(block("sdb").address()).isEqualTo("2:0:0:0");
    assertThat(block("nvme0n1").address()).isNull();
    assertThat(block("sdb").properties()).containsEntry("ID_SERIAL_SHORT", "WD=1");
    assertThat(block("sdb").isLinked()).isTrue();
    assertThat(block("sdc").isLinked()).isFalse();
  }

  @Test
  void everyWayInWhichDom0HasADiskIsSeen() {
    assertThat(holds("sda")).containsExactly(Kind.LVM, Kind.PRIMARY_DISK);
    assertThat(holds("sdb")).isEmpty();
    assertThat(holds("sdc")).containsExactly(Kind.MOUNTED);
    assertThat(holds("sdd")).containsExactly(Kind.SWAP);
    assertThat(holds("sde")).containsExactly(Kind.MULTIPATH, Kind.RAID);
    assertThat(holds("nvme0n1")).containsExactly(Kind.MOUNTED);
  }
}
