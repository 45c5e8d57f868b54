package io.xendisk.domain.attach;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.attach.IdentityRule.Consent;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskEvidence;
import io.xendisk.domain.disk.Drive;
import io.xendisk.domain.disk.SeenNote;
import io.xendisk.domain.disk.passport.Difference;
import io.xendisk.domain.disk.passport.DiskMemory;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.EvidenceKind;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Twins;
import io.xendisk.domain.disk.passport.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityRuleTest {
  private static final Passport PASSPORT = Passport.enrol("p1", "NAS-03", NOW, Evidence.NONE);
  private static final Verdict ANOTHER =
      new Verdict.Another(
          List.of(new Difference(EvidenceKind.SERIAL, "A", Optional.of("B"))), false);

  private final IdentityRule rule = new IdentityRule();

  @Test
  void nothingForbidsAStrangerThatAPersonNames() {
    assertThat(forbids(aDisk("BACKUP-01").build(), true)).isEmpty();
  }

  @Test
  void aDiskThatIsKnownMayBeUsedProvedOrNot() {
    var gaps = new Verdict.NotProvable(Set.of(Verdict.Gap.HARDWARE_NOT_SEEN));

    assertThat(forbids(known(new Verdict.Same()), false)).isEmpty();
    assertThat(forbids(known(gaps), false)).isEmpty();
    assertThat(IdentityRule.remarks(known(gaps)))
        .singleElement()
        .asString()
        .contains("not proved", "NAS-03");
  }

  @Test
  void aContradictionForbidsItHoweverItIsNamed() {
    assertThat(forbids(known(ANOTHER), false)).containsInstanceOf(Problem.NotTheEnrolledDisk.class);
    assertThat(forbids(known(ANOTHER), true)).containsInstanceOf(Problem.NotTheEnrolledDisk.class);
  }

  @Test
  void severalPassportsForbidIt() {
    var claim = new Recognition.Known(PASSPORT, ANOTHER);
    var disk =
        aDisk("BACKUP-01").recognised(new Recognition.Contested(List.of(claim, claim))).build();

    assertThat(forbids(disk, false)).containsInstanceOf(Problem.Contested.class);
  }

  @Test
  void aTwinNeedsAWordAndThenIsJudgedByItself() {
    var twins = List.of(new Twins(EvidenceKind.FILESYSTEM, "x", List.of("a", "b")));
    var stranger = new Recognition.Twin(twins, new Recognition.Stranger());
    var other = new Recognition.Twin(twins, new Recognition.Known(PASSPORT, ANOTHER));
    var word = new Consent(true, false);

    assertThat(forbids(aDisk("A").recognised(stranger).build(), true))
        .containsInstanceOf(Problem.HasTwin.class);
    assertThat(rule.forbids(aDisk("A").recognised(stranger).build(), true, word)).isEmpty();
    assertThat(rule.forbids(aDisk("A").recognised(other).build(), true, word))
        .containsInstanceOf(Problem.NotTheEnrolledDisk.class);
  }

  @Test
  void aRetiredDiskIsNotUsed() {
    var retired = new Recognition.Known(PASSPORT.retired(NOW), new Verdict.Same());

    assertThat(forbids(aDisk("BACKUP-01").recognised(retired).build(), false))
        .containsInstanceOf(Problem.Retired.class);
  }

  @Test
  void aFailingDriveNeedsAWord() {
    var drive = new Drive(true, "A", null, null, false, null, null);
    var disk = aDisk("BACKUP-01").told(drive).build();

    assertThat(forbids(disk, false)).containsInstanceOf(Problem.DriveFailing.class);
    assertThat(rule.forbids(disk, false, new Consent(false, true))).isEmpty();
  }

  @Test
  void aPlaceWhereAnotherDiskWasSeenIsNoNameForEither() {
    var before = aDisk("BACKUP-01").build();
    var other = aDisk("BACKUP-02").build();
    var memory = memoryOf(before);
    var rebound = memory.after(evidence(other), other.seat().stamp(), NOW);
    var disk = aDisk("BACKUP-02").remembered(note(other, rebound)).build();

    assertThat(forbids(disk, true)).containsInstanceOf(Problem.OtherDiskThere.class);
    assertThat(forbids(disk, false)).isEmpty();
  }

  /** Nobody has written it down yet, as when the account may not. */
  @Test
  void aPlaceThatContradictsItsMemoryIsNoNameEither() {
    var before = aDisk("BACKUP-01").build();
    var disk = aDisk("BACKUP-02").remembered(note(before, memoryOf(before))).build();

    assertThat(forbids(disk, true)).containsInstanceOf(Problem.OtherDiskThere.class);
  }

  private Optional<Problem> forbids(Disk disk, boolean namedByPlace) {
    return rule.forbids(disk, namedByPlace, Consent.NONE);
  }

  private static Disk known(Verdict verdict) {
    return aDisk("BACKUP-01").recognised(new Recognition.Known(PASSPORT, verdict)).build();
  }

  private static DiskMemory memoryOf(Disk disk) {
    return DiskMemory.first(evidence(disk), disk.seat().stamp());
  }

  private static Evidence evidence(Disk disk) {
    return DiskEvidence.of(disk, NOW);
  }

  private static SeenNote note(Disk disk, DiskMemory memory) {
    return new SeenNote(1, (Contents.Known) disk.contents(), memory);
  }
}
