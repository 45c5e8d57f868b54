package io.xendisk.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.domain.VmId;
import io.xendisk.domain.guard.BootBlock.Kept;
import io.xendisk.testing.VmBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private static final VmId NAS01 = VmBuilder.idOf("nas01");
  private static final Kept FIRST = new Kept("vdi-1", "BACKUP-01");
  private static final Kept SECOND = new Kept("vdi-2", "BACKUP-02");
  private static final BootBlock BLOCK = BootBlock.of(NAS01, "nas01", FIRST);

  @Test
  void theTextNamesTheDisksAndTheWayOutAndIsReadBackAsItWas() {
    var both = BLOCK.and(SECOND);

    assertThat(both.text())
        .startsWith("xendisk: nas01 keeps BACKUP-01, BACKUP-02")
        .contains("xendisk vm start nas01");
    assertThat(BootBlock.parse(both.text())).contains(both);
  }

  /** A character that XML does not take would cut the rest off, and with it what we read. */
  @Test
  void aNameOfAnyKindIsWrittenSoThatNothingIsCutOff() {
    var odd = BootBlock.of(NAS01, "my vm", new Kept("vdi-1", "Büro [1;a=b]\u0007"));

    assertThat(odd.text())
        .doesNotContain("\u0007")
        .contains("Büro", "xendisk vm start " + NAS01.uuid());
    assertThat(BootBlock.parse(odd.text())).contains(odd);
  }

  @Test
  void oneThatWasCutOffIsOursAllTheSame() {
    var text = BLOCK.text().substring(0, 60);

    assertThat(BootBlock.isOurs(text)).isTrue();
    assertThat(BootBlock.parse(text)).isEmpty();
    assertThat(new Blocks(NAS01.uuid(), Map.of("start", text)).say(BLOCK)).isFalse();
  }

  @Test
  void aBlockForNothingThereIsNot() {
    assertThatThrownBy(() -> new BootBlock(NAS01.uuid(), "nas01", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textsOfOthersStandWhateverWeWrite() {
    var blocks = blocks(Map.of("start", "not before Monday", "clean_shutdown", "never"));

    var all = blocks.with(BLOCK);

    assertThat(all)
        .containsEntry("start", "not before Monday")
        .containsEntry("clean_shutdown", "never")
        .containsEntry("start_on", BLOCK.text())
        .hasSize(5);
    assertThat(blocks(all).say(BLOCK)).isTrue();
    assertThat(blocks(all).ourOperations()).containsExactly("resume", "resume_on", "start_on");
    assertThat(blocks(all).byOthers("start")).contains("not before Monday");
    assertThat(blocks(all).byOthers("start_on")).isEmpty();
  }

  @Test
  void ofTwoTextsOfOursBothAreMeantAndTheNewOneTakesTheirPlace() {
    var blocks =
        blocks(
            Map.of("start", BLOCK.text(), "resume", BootBlock.of(NAS01, "nas01", SECOND).text()));

    assertThat(blocks.ours().orElseThrow().disks()).containsExactly(FIRST, SECOND);
    assertThat(blocks.say(BLOCK)).isFalse();
    assertThat(blocks.missing()).containsExactly("start_on", "resume_on");
    assertThat(blocks.with(BLOCK).values()).containsOnly(BLOCK.text());
  }

  /** R8: a clone carries it along. */
  @Test
  void theBlockOfAnotherVmIsNoneOfThisOneButOursToRemove() {
    var ofAnother = BootBlock.of(VmBuilder.idOf("nas02"), "nas02", FIRST).text();
    var blocks = blocks(Map.of("start", ofAnother));

    assertThat(blocks.ours()).isEmpty();
    assertThat(blocks.ourOperations()).containsExactly("start");
  }

  private static Blocks blocks(Map<String, String> texts) {
    return new Blocks(NAS01.uuid(), texts);
  }
}
