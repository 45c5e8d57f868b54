package io.xendisk.domain.guard;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.KeepNote;
import io.xendisk.testing.VmBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written on VMs and VBDs about the next start is read back as it was (R8). */
class NotesTest {
  private static final String NAS01 = VmBuilder.idOf("nas01").uuid();

  @ParameterizedTest
  @EnumSource
  void anIntentIsReadBackAsItWas(Intent.Why why) {
    var intent = intent(why);

    assertThat(Intent.in(Map.of(intent.key(), intent.text(), "other", "1;x=y"), NAS01))
        .containsExactly(intent);
    assertThat(intent.means(aDisk("BACKUP-02").build())).isTrue();
    assertThat(intent.means(aDisk("BACKUP-01").build())).isFalse();
  }

  @Test
  void anIntentOfAnotherVmOrOfANewerXendiskIsNone() {
    var intent = intent(Intent.Why.PARKED);

    assertThat(Intent.in(Map.of(intent.key(), intent.text()), "another")).isEmpty();
    assertThat(Intent.in(Map.of(intent.key(), "9;vm=" + NAS01), NAS01)).isEmpty();
  }

  /** A disk that carries nothing to tell it by is meant by its record only. */
  @Test
  void aBlankDiskIsMeantByItsRecord() {
    var disk = aDisk("any").blank().build();
    var intent =
        Intent.of(disk, aVbdOf("nas01").ours().build(), Intent.Why.PARKED, "alice@ws1", NOW);

    assertThat(intent.disk()).isEqualTo("vdi:" + disk.vdi().uuid());
    assertThat(intent.means(disk)).isTrue();
  }

  @Test
  void theMarkOfAGuardedVmIsReadBackAndAClonesIsNone() {
    var mark = new GuardMark(NAS01, NOW, "alice@ws1");

    assertThat(GuardMark.in(Map.of(GuardMark.KEY, mark.text()), NAS01)).contains(mark);
    assertThat(GuardMark.in(Map.of(GuardMark.KEY, mark.text()), "another")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theNoteOnAVbdIsReadBackAsItWas(Keep keep) {
    var note = KeepNote.of(aDisk("BACKUP-02").build(), NAS01, keep);
    var ofBlank = KeepNote.of(aDisk("any").blank().build(), NAS01, keep);

    assertThat(KeepNote.parse(note.text())).contains(note);
    assertThat(KeepNote.parse(ofBlank.text())).contains(ofBlank);
    assertThat(KeepNote.parse("")).isEmpty();
  }

  private static Intent intent(Intent.Why why) {
    var disk = aDisk("BACKUP-02").build();
    var vbd = aVbdOf("nas01").attached().keeping(disk, Keep.UNTIL_SHUTDOWN).build();
    return Intent.of(disk, vbd, why, "alice@ws1", NOW);
  }
}
