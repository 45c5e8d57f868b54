package io.xendisk.domain.attach;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VmBuilder.aVm;
import static io.xendisk.testing.VmBuilder.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.DiskKey;
import io.xendisk.testing.SeededText;
import io.xendisk.testing.Uuids;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Safety rule R8: the memory that a VM had a disk. */
class FirstAttachTest {
  private static final DiskKey DISK = aDisk("BACKUP-02").build().key().orElseThrow();

  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(50);
  }

  @Test
  void keepsTheMemoryUnderTheFilesystemsUuid() {
    assertThat(FirstAttach.keyFor(DISK))
        .isEqualTo("xendisk:first-attach:fs-uuid:" + Uuids.of("filesystem BACKUP-02"));
  }

  @Test
  void carriesTheFormatsVersionAndTheVmsUuid() {
    var memory = new FirstAttach(idOf("nas01").uuid(), NOW, "guest-metrics");

    assertThat(memory.text())
        .startsWith("1;vm=" + idOf("nas01").uuid())
        .isEqualTo(
            "1;vm=%s;at=2026-11-22T09:00:00Z;evidence=guest-metrics"
                .formatted(idOf("nas01").uuid()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWrote(SeededText texts) {
    var memory = new FirstAttach(texts.next(), NOW, texts.next());

    assertThat(FirstAttach.parse(memory.text())).contains(memory);
  }

  @Test
  void isTheVmsOwn() {
    var vm = aVm("nas01").remembering(DISK).build();

    assertThat(vm.firstAttached(DISK)).isPresent();
    assertThat(vm.firstAttached(aDisk("BACKUP-01").build().key().orElseThrow())).isEmpty();
  }

  /** A clone carries the text along, but its guest never saw the disk. */
  @Test
  void countsAsAbsentWithTheUuidOfAnotherVm() {
    var clone = aVm("nas01-clone").rememberingAs(idOf("nas01").uuid(), DISK).build();

    assertThat(clone.firstAttached(DISK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1;",
        "garbage",
        "1;vm=;at=;evidence=",
        "1;vm=a;at=yesterday;evidence=x",
        "1;vm=a;at=2026-11-22T09:00:00Z",
        "1;at=2026-11-22T09:00:00Z;evidence=x",
        "1;vm=%;at=2026-11-22T09:00:00Z;evidence=x",
        "0;vm=a;at=2026-11-22T09:00:00Z;evidence=x",
      })
  void countsAsAbsentWhereItCannotBeRead(String text) {
    var vm = aVm("nas01").noting(FirstAttach.keyFor(DISK), text).build();

    assertThat(vm.firstAttached(DISK)).isEmpty();
    assertThat(vm.hasNewerNoteOf(DISK)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2;vm=a", "9;more=%3B", "2147483647;x=y"})
  void knowsThatANewerXendiskWroteIt(String text) {
    var vm = aVm("nas01").noting(FirstAttach.keyFor(DISK), text).build();

    assertThat(vm.firstAttached(DISK)).isEmpty();
    assertThat(vm.hasNewerNoteOf(DISK)).isTrue();
  }

  @Test
  void heedsNoNewerNoteOfAnotherDisk() {
    var vm = aVm("nas01").noting(FirstAttach.KEY_PREFIX + "serial:other", "2;x=y").build();

    assertThat(vm.hasNewerNoteOf(DISK)).isFalse();
  }
}
