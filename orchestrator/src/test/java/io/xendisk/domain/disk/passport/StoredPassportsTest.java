package io.xendisk.domain.disk.passport;

import static io.xendisk.domain.disk.passport.Disks.NOW;
import static io.xendisk.domain.disk.passport.Disks.diskA;
import static io.xendisk.domain.disk.passport.Disks.diskB;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.passport.StoredPassports.Stored;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredPassportsTest {
  private static final Passport A = Passport.enrol("a", "NAS-01", NOW, diskA());

  /** Whoever dies between the two writes leaves both. */
  @Test
  void theHighestRevisionCounts() {
    var first = new Stored(A, 1);
    var again = A.again("NAS-01", NOW, diskB());

    var stored =
        StoredPassports.in(
            Map.of(first.key(), PassportText.write(A), first.nextKey(), PassportText.write(again)));

    assertThat(stored.all()).containsExactly(again);
    assertThat(stored.named("NAS-01")).contains(new Stored(again, 2));
    assertThat(first.nextKey()).isEqualTo("xendisk:passport:a~2");
  }

  @Test
  void whatCannotBeReadIsNamedAndNothingElseIsTouched() {
    var stored =
        StoredPassports.in(
            Map.of(
                "xendisk:passport:new", "2;whatever=1",
                "xendisk:passport:bad", "garbage",
                "xendisk:other", "1",
                "folder", "x"));

    assertThat(stored.all()).isEmpty();
    assertThat(stored.unreadable()).containsExactly("xendisk:passport:bad", "xendisk:passport:new");
  }

  /** R8: a clone of the VM carries the text along. */
  @Test
  void aPassportKeptOnAVmCountsOnThatVmOnly() {
    var kept = A.keptOn("vm-1");
    var notes = Map.of(StoredPassports.keyOf(kept), PassportText.write(kept));

    assertThat(StoredPassports.in(notes).ofVm("vm-1").all()).containsExactly(kept);
    assertThat(StoredPassports.in(notes).ofVm("vm-2").all()).isEmpty();
  }
}
