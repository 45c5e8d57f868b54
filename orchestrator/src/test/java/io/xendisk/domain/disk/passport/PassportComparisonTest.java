package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.Disks.diskA;
import static io.xendisk.domain.disk.passport.Disks.diskB;
import static io.xendisk.domain.disk.passport.Disks.evidence;
import static io.xendisk.domain.disk.passport.Disks.passport;
import static io.xendisk.domain.disk.passport.EvidenceKind.BAY;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.LABEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.MODEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SIZE;
import static io.xendisk.domain.disk.passport.EvidenceKind.WWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.passport.Verdict.Another;
import io.xendisk.domain.disk.passport.Verdict.Gap;
import io.xendisk.domain.disk.passport.Verdict.NotProvable;
import io.xendisk.domain.disk.passport.Verdict.SameWithDrift;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PassportComparisonTest {
  private final PassportComparison comparison = new PassportComparison(List.of());

  @Test
  void aNewLabelAndBayAreDrift() {
    var enrolled = passport("a", diskA().and(evidence(BAY, "xs1/2:0:0:0")));
    var seen = diskA().and(evidence(BAY, "xs2/5:0:0:0", LABEL, "NEW-NAME"));

    assertThat(comparison.compare(enrolled, seen))
        .isEqualTo(
            new SameWithDrift(
                List.of(
                    new Difference(LABEL, "BACKUP-01", Optional.of("NEW-NAME")),
                    new Difference(BAY, "xs1/2:0:0:0", Optional.of("xs2/5:0:0:0")))));
  }

  @Test
  void anotherDiskIsShownSideBySide() {
    var verdict = comparison.compare(passport("a", diskA()), diskB());

    assertThat(verdict)
        .isEqualTo(
            new Another(
                List.of(
                    new Difference(SERIAL, "WD-A", Optional.of("WD-B")),
                    new Difference(PARTITION_TABLE, Disks.TABLE_A, Optional.of(Disks.TABLE_B)),
                    new Difference(FILESYSTEM, Disks.FS_A, Optional.of(Disks.FS_B))),
                true));
    assertThat(((Another) verdict).looksReformatted()).isFalse();
  }

  @Test
  void aWipedDiskContradictsItsPassportAndLooksReformatted() {
    var verdict = (Another) comparison.compare(passport("a", diskA()), Disks.wiped(diskA()));

    assertThat(verdict.contradictions())
        .extracting(Difference::toString)
        .containsExactly(
            "partition table id: enrolled 0a0a0a0a, seen none",
            "filesystem UUID: enrolled %s, seen none".formatted(Disks.FS_A));
    assertThat(verdict.looksReformatted()).isTrue();
  }

  @Test
  void oneContradictionStopsWhateverElseAgrees() {
    for (EvidenceKind kind : EnumSet.of(SERIAL, WWN, SIZE, PARTITION_TABLE, FILESYSTEM)) {
      var enrolled = passport("a", diskA().and(evidence(WWN, "50014ee2b1234567")));
      var seen = enrolled.evidence().and(evidence(kind, "something-else"));

      assertThat(comparison.compare(enrolled, seen)).as(kind.words()).isInstanceOf(Another.class);
    }
  }

  @Test
  void theGapsSayWhatIsMissing() {
    var bare = evidence(LABEL, "BACKUP-01");
    var contentsOnly = evidence(FILESYSTEM, Disks.FS_A);

    assertThat(comparison.compare(passport("a", bare), diskA()))
        .isEqualTo(new NotProvable(Set.of(Gap.CONTENTS_NOT_ENROLLED, Gap.HARDWARE_NOT_ENROLLED)));
    assertThat(comparison.compare(passport("a", diskA()), bare))
        .isEqualTo(new NotProvable(Set.of(Gap.CONTENTS_NOT_SEEN, Gap.HARDWARE_NOT_SEEN)));
    assertThat(comparison.compare(passport("a", contentsOnly), diskA()))
        .isEqualTo(new NotProvable(Set.of(Gap.HARDWARE_NOT_ENROLLED)));
  }

  @Test
  void aModelThatAnotherEnrolledDiskHasTooProvesNothing() {
    var serials = List.of(SERIAL);
    var enrolled = passport("a", diskA().without(serials));
    var others = List.of(diskB().without(serials));

    assertThat(new PassportComparison(others).compare(enrolled, diskA().without(serials)))
        .isEqualTo(new NotProvable(Set.of(Gap.MODEL_IS_NOT_UNIQUE)));
  }

  @Test
  void aModelCutByScsiIsTheSameModel() {
    var enrolled = passport("a", diskA().and(evidence(MODEL, "WDC WD20EARS-00MVWB0")));

    assertThat(comparison.compare(enrolled, diskA())).isEqualTo(new Verdict.Same());
  }
}
