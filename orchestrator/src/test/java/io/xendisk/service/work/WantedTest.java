package io.xendisk.service.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedTest {
  @Test
  void aPlanIsWhatSaysSo() {
    assertThat(wanted(Map.of("vm", "nas01", "plan", true)).isPlan()).isTrue();
    assertThat(wanted(Map.of("vm", "nas01", "plan", false)).isPlan()).isFalse();
    assertThat(wanted(Map.of("vm", "nas01")).isPlan()).isFalse();
  }

  private static Wanted wanted(Map<String, Object> request) {
    return new Wanted(
        Kind.PARK,
        request,
        _ -> {
          throw new AssertionError("nobody does it");
        });
  }
}
