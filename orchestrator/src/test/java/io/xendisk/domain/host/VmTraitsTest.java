package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.VmId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmTraitsTest {
  @ParameterizedTest
  @CsvSource({
    "backup, true",
    "Nightly-Backup, true",
    "bkp2, true",
    "no image, false",
    "backupserver, false",
  })
  void aTagMaySayThatABackupTakesTheVm(String tag, boolean taken) {
    assertThat(vm(Set.of(tag), Map.of(), false).backup().isPresent()).isEqualTo(taken);
  }

  @Test
  void aScheduleOrTheKeysOfABackupToolSaySoTooUnlessTheVmIsLeftOut() {
    assertThat(vm(Set.of(), Map.of(), true).backup())
        .hasValueSatisfying(why -> assertThat(why).contains("schedule"));
    assertThat(vm(Set.of(), Map.of("xo:backup:job", "1"), false).backup()).isPresent();
    assertThat(vm(Set.of("xo:no-bak", "backup"), Map.of("xo:backup:job", "1"), true).backup())
        .isEmpty();
  }

  private static VmTraits vm(Set<String> tags, Map<String, String> otherConfig, boolean scheduled) {
    return new VmTraits(new VmId("OpaqueRef:1", "1"), "nas01", tags, otherConfig, scheduled, false);
  }
}
