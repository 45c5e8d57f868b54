package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.Disks.diskA;
import static io.xendisk.domain.disk.passport.Disks.diskB;
import static io.xendisk.domain.disk.passport.Disks.evidence;
import static io.xendisk.domain.disk.passport.Disks.passport;
import static io.xendisk.domain.disk.passport.Disks.seen;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.USB_SERIAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.passport.Recognition.Contested;
import io.xendisk.domain.disk.passport.Recognition.Known;
import io.xendisk.domain.disk.passport.Recognition.Twin;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassportBookTest {
  private static final Evidence COPY_OF_A =
      diskB().and(evidence(FILESYSTEM, Disks.FS_A, PARTITION_TABLE, Disks.TABLE_A));

  @Test
  void twoPresentDisksWithOneIdentityAreTwinsAndNobodyMayActOnEither() {
    var original = seen("vdi-1", diskA());
    var copy = seen("vdi-2", COPY_OF_A);
    var book = new PassportBook(List.of(passport("a", diskA())), List.of(original, copy));

    assertThat(book.twins())
        .containsExactly(
            new Twins(FILESYSTEM, Disks.FS_A, List.of("vdi-1", "vdi-2")),
            new Twins(PARTITION_TABLE, Disks.TABLE_A, List.of("vdi-1", "vdi-2")));
    assertThat(book.recognise(original)).isInstanceOf(Twin.class);
    assertThat(book.recognise(original).whoMayAct()).isEqualTo(WhoMayAct.NOBODY);
    assertThat(book.recogniseAlone(original).whoMayAct()).isEqualTo(WhoMayAct.ANYONE);
    assertThat(book.recogniseAlone(copy).whoMayAct()).isEqualTo(WhoMayAct.NOBODY);
  }

  @Test
  void aSerialThatTwoDisksShowMakesThemTwins() {
    var book =
        new PassportBook(
            List.of(),
            List.of(seen("vdi-1", diskA()), seen("vdi-2", diskB().and(evidence(SERIAL, "wd-a")))));

    assertThat(book.twins()).containsExactly(new Twins(SERIAL, "wd-a", List.of("vdi-1", "vdi-2")));
  }

  @Test
  void twoDisksInDocksThatShowOneUsbSerialAreNoTwins() {
    var dock = evidence(USB_SERIAL, "DOCK77");
    var book =
        new PassportBook(
            List.of(), List.of(seen("vdi-1", diskA().and(dock)), seen("vdi-2", diskB().and(dock))));

    assertThat(book.twins()).isEmpty();
  }

  @Test
  void aDiskOntoWhichAnotherEnrolledOneWasCopiedIsContested() {
    var disk = seen("vdi-1", COPY_OF_A);
    var book =
        new PassportBook(List.of(passport("a", diskA()), passport("b", diskB())), List.of(disk));

    assertThat(book.recognise(disk)).isInstanceOf(Contested.class);
    assertThat(book.recognise(disk).whoMayAct()).isEqualTo(WhoMayAct.NOBODY);
  }

  @Test
  void copiesThatWereEnrolledEachAreToldApartByTheirSerials() {
    var disk = seen("vdi-1", COPY_OF_A);
    var copy = passport("b", COPY_OF_A);
    var book = new PassportBook(List.of(passport("a", diskA()), copy), List.of(disk));

    assertThat(book.recognise(disk)).isEqualTo(new Known(copy, new Verdict.Same()));
  }

  @Test
  void copiesThatWereEnrolledEachAreContestedWithoutTheirSerials() {
    var serial = List.of(SERIAL);
    var disk = seen("vdi-1", COPY_OF_A.without(serial));
    var book =
        new PassportBook(List.of(passport("a", diskA()), passport("b", COPY_OF_A)), List.of(disk));

    assertThat(book.recognise(disk)).isInstanceOf(Contested.class);
  }

  @Test
  void aReformattedDiskIsKnownByItsSerialAndNobodyMayAct() {
    var disk = seen("vdi-1", Disks.wiped(diskA()));
    var book = new PassportBook(List.of(passport("a", diskA())), List.of(disk));

    assertThat(book.recognise(disk).whoMayAct()).isEqualTo(WhoMayAct.NOBODY);
    assertThat(((Verdict.Another) ((Known) book.recognise(disk)).verdict()).looksReformatted())
        .isTrue();
  }
}
