package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.Disks.NOW;
import static io.xendisk.domain.disk.passport.Disks.diskA;
import static io.xendisk.domain.disk.passport.Disks.diskB;
import static io.xendisk.domain.disk.passport.Disks.evidence;
import static io.xendisk.domain.disk.passport.Disks.passport;
import static io.xendisk.domain.disk.passport.Disks.seen;
import static io.xendisk.domain.disk.passport.Disks.stamp;
import static io.xendisk.domain.disk.passport.EvidenceKind.BAY;
import static io.xendisk.domain.disk.passport.EvidenceKind.FILESYSTEM;
import static io.xendisk.domain.disk.passport.EvidenceKind.MODEL;
import static io.xendisk.domain.disk.passport.EvidenceKind.PARTITION_TABLE;
import static io.xendisk.domain.disk.passport.EvidenceKind.REVISION;
import static io.xendisk.domain.disk.passport.EvidenceKind.SERIAL;
import static io.xendisk.domain.disk.passport.EvidenceKind.SIZE;
import static io.xendisk.domain.disk.passport.EvidenceKind.USB_SERIAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Plays for each of the rules R1 to R5 the sequence that would break it. */
class SafetyRulesTest {

  /** That contents end with their moment is shown by StampTest and SeenNoteTest. */
  @Nested
  class R1EvidenceIsTiedToItsMoment {
    private final Stamp then = stamp("hot1", "boot1");

    @Test
    void aRecordOfAnEarlierBootSpeaksOfAnotherDisk() {
      var memory = DiskMemory.first(diskA(), then);

      assertThat(memory.age().outdatedAt(then)).isEmpty();
      assertThat(memory.age().outdatedAt(stamp("hot1", "boot2")))
          .containsExactlyInAnyOrder(MODEL, REVISION, BAY, SIZE, USB_SERIAL);
      assertThat(memory.age().outdatedAt(stamp("hot2", "boot2")))
          .containsExactlyInAnyOrder(MODEL, REVISION, BAY);
    }

    @Test
    void aScanInAnEarlierBootDoesNotRefreshTheSizeOfThisOne() {
      var memory =
          DiskMemory.first(diskA(), then)
              .after(diskA(), stamp("hot2", "boot2"), NOW)
              .after(diskA(), stamp("hot2", "boot3"), NOW);

      assertThat(memory.age().outdatedAt(stamp("hot2", "boot3"))).contains(SIZE);
      assertThat(memory.age().outdatedAt(stamp("hot3", "boot3"))).doesNotContain(SIZE);
    }
  }

  @Nested
  class R2EvidenceIsNeverReplacedSilently {
    private final DiskMemory memory = DiskMemory.first(diskA(), stamp("hot1", "boot1"));

    @Test
    void anotherDiskBehindTheSameRecordKeepsBoth() {
      var after = memory.after(diskB(), stamp("hot1", "boot2"), NOW);

      var rebound = after.rebound().orElseThrow();
      assertThat(rebound.before().value(FILESYSTEM)).contains(Disks.FS_A);
      assertThat(rebound.now().value(FILESYSTEM)).contains(Disks.FS_B);
      assertThat(rebound.at()).isEqualTo(NOW);
    }

    @Test
    void noLaterLookClearsItNotEvenOneThatSeesTheFirstDiskAgain() {
      var later = NOW.plus(Duration.ofHours(1));
      var after =
          memory
              .after(diskB(), stamp("hot1", "boot2"), NOW)
              .after(diskB(), stamp("hot1", "boot2"), later)
              .after(diskA(), stamp("hot1", "boot3"), later);

      var rebound = after.rebound().orElseThrow();
      assertThat(rebound.before().value(FILESYSTEM)).contains(Disks.FS_A);
      assertThat(rebound.at()).isEqualTo(NOW);
    }

    @Test
    void aLookAtTheRecordAloneIsEnoughToSeeIt() {
      var after = memory.after(evidence(SERIAL, "WD-B"), stamp("hot1", "boot1"), NOW);

      assertThat(after.rebound()).isPresent();
    }

    @Test
    void theIdentityIsKeptWhileLooksSeeLessOfIt() {
      var serial = List.of(SERIAL);
      var after =
          memory
              .after(diskA().without(serial), stamp("hot2", "boot1"), NOW)
              .after(diskA().and(evidence(SERIAL, "WD-CLONE")), stamp("hot3", "boot1"), NOW);

      assertThat(after.rebound()).isPresent();
    }

    @Test
    void fromThenOnTheRecordDescribesAnotherDisk() {
      var after = memory.after(diskB(), stamp("hot1", "boot2"), NOW);

      assertThat(memory.age().describesAnotherDisk()).isFalse();
      assertThat(after.age().describesAnotherDisk()).isTrue();
      assertThat(after.settled(diskB(), stamp("hot1", "boot2")).age().describesAnotherDisk())
          .isTrue();
      assertThat(after.age().outdatedAt(stamp("hot1", "boot2"))).contains(MODEL, BAY);
    }

    @Test
    void onlyAPersonSettlesIt() {
      var after = memory.after(diskB(), stamp("hot1", "boot2"), NOW);

      var settled = after.settled(diskB(), stamp("hot1", "boot2"));

      assertThat(settled.rebound()).isEmpty();
      assertThat(settled.after(diskB(), stamp("hot1", "boot2"), NOW).rebound()).isEmpty();
    }
  }

  @Nested
  class R3IndependentEvidence {
    private final PassportComparison comparison = new PassportComparison(List.of());

    @Test
    void aCopyMadeWithDdIsNotTheDisk() {
      var copy = diskB().and(evidence(FILESYSTEM, Disks.FS_A, PARTITION_TABLE, Disks.TABLE_A));

      assertThat(comparison.compare(passport("a", diskA()), copy))
          .isInstanceOf(Verdict.Another.class);
    }

    @Test
    void twoItemsOfTheContentsCountAsOne() {
      var contents = evidence(FILESYSTEM, Disks.FS_A, PARTITION_TABLE, Disks.TABLE_A);

      assertThat(comparison.compare(passport("a", diskA()), contents))
          .isInstanceOf(Verdict.NotProvable.class);
    }

    @Test
    void hardwareAloneIsNotEnough() {
      assertThat(comparison.compare(passport("a", diskA()), evidence(SERIAL, "WD-A")))
          .isInstanceOf(Verdict.NotProvable.class);
    }
  }

  @Nested
  class R4AHostThatIsNotLive {
    @Test
    void holdsNoTwinsAndNoTargets() {
      var here = seen("vdi-1", diskA());
      var lastSeen = new SeenDisk("vdi-2", false, diskA());
      var book = new PassportBook(List.of(passport("a", diskA())), List.of(here, lastSeen));

      assertThat(book.twins()).isEmpty();
      assertThat(book.recognise(here).whoMayAct()).isEqualTo(WhoMayAct.ANYONE);
      assertThat(book.recognise(lastSeen)).isEqualTo(new Recognition.LastSeen());
      assertThat(book.recognise(lastSeen).whoMayAct()).isEqualTo(WhoMayAct.NOBODY);
    }
  }

  @Nested
  class R5ADiskThatWasNeverEnrolled {
    @Test
    void isForAPersonOnly() {
      var disk = seen("vdi-1", diskB());
      var book = new PassportBook(List.of(passport("a", diskA())), List.of(disk));

      assertThat(book.recognise(disk)).isEqualTo(new Recognition.Stranger());
      assertThat(book.recognise(disk).whoMayAct()).isEqualTo(WhoMayAct.A_PERSON);
    }
  }
}
