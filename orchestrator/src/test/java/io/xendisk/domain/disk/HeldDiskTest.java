package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VmBuilder.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.Holdings;
import io.xendisk.testing.Hosts;
import io.xendisk.testing.VmBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldDiskTest {
  private static final Holding NAS01S =
      Holdings.of(aDisk("BACKUP-02").build(), "nas01", Holding.Left.NOTHING);
  private static final HeldDisk HELD = NAS01S.held();
  private static final String NAS01 = VmBuilder.idOf("nas01").uuid();

  @Test
  void readsBackWhatItWrote() {
    var withoutBay =
        Holdings.of(aDisk("BACKUP-02").withoutBay().build(), "nas01", Holding.Left.NOTHING).held();

    assertThat(HeldDisk.parse(HELD.key(), HELD.text())).contains(HELD);
    assertThat(HeldDisk.parse(withoutBay.key(), withoutBay.text())).contains(withoutBay);
    assertThat(HELD.text().length()).isLessThan(1024);
  }

  @Test
  void holdsForThisVmAndThisBootOnly() {
    var notes = Map.of(HELD.key(), HELD.text(), "folder", "/nas");

    assertThat(HeldDisk.in(notes, NAS01, STARTED)).containsExactly(HELD);
    assertThat(HeldDisk.in(notes, NAS01, STARTED.plusSeconds(1))).isEmpty();
    assertThat(HeldDisk.in(notes, VmBuilder.idOf("nas02").uuid(), STARTED)).isEmpty();
  }

  /** That the boot is another one has to be shown. */
  @Test
  void holdsWhereItIsNotKnownWhenTheVmStarted() {
    assertThat(HeldDisk.in(Map.of(HELD.key(), HELD.text()), NAS01, null)).containsExactly(HELD);
  }

  @Test
  void mayBeADiskOfAnotherRecordAtTheSamePlaceThatLooksTheSame() {
    assertThat(HELD.mayBe(aDisk("another record").build())).isTrue();
    assertThat(NAS01S.holds(aDisk("another record").build())).isTrue();
  }

  /** The kernel gives a name again only when nobody has the old device open. */
  @Test
  void isNoneThatSitsElsewhereOrHasAnotherName() {
    assertThat(HELD.mayBe(another().in(Hosts.XS1, "sde", "2:0:0:0").build())).isFalse();
    assertThat(HELD.mayBe(another().in(Hosts.XS2, "sdb", "2:0:0:0").build())).isFalse();
  }

  @Test
  void isNotTheRecordThatItNames() {
    assertThat(HELD.mayBe(aDisk("BACKUP-02").build())).isFalse();
  }

  @Test
  void whatTheHostTookAwayIsHeldNoMore() {
    var pulled = Holdings.of(aDisk("BACKUP-02").build(), "nas01", Holding.Left.PULLED);

    assertThat(pulled.holds(another().build())).isFalse();
  }

  @Test
  void aHeldDiskIsCalledByTheNameThatItHadAndIsNotFree() {
    var disk = another().unread("not read yet").heldBy(NAS01S).build();

    assertThat(disk.state()).isEqualTo(DiskState.HELD);
    assertThat(disk.name()).isEqualTo("BACKUP-02");
    assertThat(DiskSelector.parse("BACKUP-02").matches(disk)).isTrue();
  }

  private static DiskBuilder another() {
    return aDisk("another record");
  }
}
