package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.Disks.NOW;
import static io.xendisk.domain.disk.passport.Disks.diskA;
import static io.xendisk.domain.disk.passport.Disks.diskB;
import static io.xendisk.domain.disk.passport.Disks.seen;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.passport.EnrolmentRule.Enrolment;
import io.xendisk.domain.disk.passport.StoredPassports.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnrolmentRuleTest {
  private static final Passport A = Passport.enrol("a", "NAS-01", NOW, diskA());
  private static final Passport B = Passport.enrol("b", "NAS-02", NOW, diskB());

  @Test
  void aDiskThatNoPassportKnowsGetsOne() {
    assertThat(decide(diskA(), "NAS-01", false)).isEqualTo(new Enrolment.New("NAS-01"));
  }

  @Test
  void theLabelOfItsFilesystemIsItsNameUnlessAnotherIsGiven() {
    assertThat(decide(diskA(), null, false)).isEqualTo(new Enrolment.New("BACKUP-01"));
    assertThat(
            EnrolmentRule.decide(new Recognition.Stranger(), stored(), null, null, diskA(), false))
        .isEqualTo(new Enrolment.NoName());
  }

  @Test
  void aDiskThatIsEnrolledIsLeftAlone() {
    assertThat(decide(diskA(), "NAS-01", false, A)).isInstanceOf(Enrolment.AlreadySo.class);
    assertThat(decide(diskA(), null, false, A)).isInstanceOf(Enrolment.AlreadySo.class);
  }

  @Test
  void anotherNameOrARetiredDiskNeedsAWord() {
    assertThat(decide(diskA(), "NEW", false, A)).isInstanceOf(Enrolment.SayAgain.class);
    assertThat(decide(diskA(), null, false, A.retired(NOW))).isInstanceOf(Enrolment.SayAgain.class);
    assertThat(decide(diskA(), "NEW", true, A)).isEqualTo(new Enrolment.Again(at(A), "NEW"));
  }

  @Test
  void theNameOfAnotherDiskIsNotGivenAwayEvenWithAWord() {
    assertThat(decide(diskA(), "NAS-02", true, A, B)).isEqualTo(new Enrolment.NameTaken(at(B)));
    assertThat(decide(diskB(), "NAS-01", false, A)).isEqualTo(new Enrolment.NameTaken(at(A)));
    assertThat(decide(diskB(), "NAS-01", true, A))
        .as("its serial says that it is another drive")
        .isEqualTo(new Enrolment.NameTaken(at(A)));
  }

  @Test
  void aReformattedDiskIsKnownByItsSerialAndNeedsAWord() {
    var reformatted = diskA().and(Disks.evidence(FILESYSTEM, Disks.FS_B));

    assertThat(decide(reformatted, null, false, A)).isInstanceOf(Enrolment.Mismatch.class);
    assertThat(decide(reformatted, null, true, A)).isEqualTo(new Enrolment.Again(at(A), "NAS-01"));
  }

  /** Model and size alone recognise nothing: the person's word and the name have to. */
  @Test
  void aReformattedDiskWithoutASerialIsTakenByItsNameAndAWord() {
    var serial = List.of(SERIAL);
    var enrolled = Passport.enrol("a", "NAS-01", NOW, diskA().without(serial));
    var reformatted = diskB().without(serial);

    assertThat(decide(reformatted, "NAS-01", false, enrolled))
        .isEqualTo(new Enrolment.NameTaken(at(enrolled)));
    assertThat(decide(reformatted, "NAS-01", true, enrolled))
        .isEqualTo(new Enrolment.Again(at(enrolled), "NAS-01"));
  }

  @Test
  void aCopyOnAnotherDriveIsNoReformatWhateverIsSaid() {
    var copy = diskB().and(Disks.evidence(FILESYSTEM, Disks.FS_A));

    assertThat(decide(copy, null, true, A)).isInstanceOf(Enrolment.Mismatch.class);
  }

  @Test
  void aTwinAndADiskThatIsNotThereAreNotEnrolled() {
    var twin = new Recognition.Twin(List.of(), new Recognition.Stranger());

    assertThat(EnrolmentRule.decide(twin, stored(), "X", null, diskA(), true))
        .isInstanceOf(Enrolment.Twin.class);
    assertThat(EnrolmentRule.decide(new Recognition.LastSeen(), stored(), "X", null, diskA(), true))
        .isInstanceOf(Enrolment.NotHere.class);
  }

  private static Enrolment decide(
      Evidence evidence, @Nullable String name, boolean again, Passport... enrolled) {
    var disk = seen("vdi-1", evidence);
    var recognition = new PassportBook(List.of(enrolled), List.of(disk)).recognise(disk);
    return EnrolmentRule.decide(
        recognition,
        stored(enrolled),
        name,
        evidence.value(EvidenceKind.LABEL).orElse(null),
        evidence,
        again);
  }

  private static StoredPassports stored(Passport... passports) {
    var notes = new HashMap<String, String>();
    for (var passport : passports) {
      notes.put(StoredPassports.keyOf(passport), PassportText.write(passport));
    }
    return StoredPassports.in(Map.copyOf(notes));
  }

  private static Stored at(Passport passport) {
    return new Stored(passport, 1);
  }
}
