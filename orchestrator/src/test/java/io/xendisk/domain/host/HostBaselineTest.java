package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostBaselineTest {
  private static final HostId HOST = new HostId("OpaqueRef:1", "uuid-1");

  @Test
  void whatIsWrittenIsReadAgainAndIsSmall() {
    var baseline =
        new HostBaseline(
            "uuid-1",
            "XCP-ng 8.3.0",
            "cloud/1",
            "1795632636.",
            "0123456789abcdef",
            List.of("3:0:0:0", "2:0:0:0", "2:0:0:0"),
            Instant.parse("2026-11-22T12:00:00Z"));

    assertThat(HostBaseline.of(HOST, Map.of(HostBaseline.keyOf(HOST), baseline.text())))
        .contains(baseline);
    assertThat(baseline.bays()).containsExactly("2:0:0:0", "3:0:0:0");
    assertThat(baseline.text().length()).isLessThan(1024);
  }

  @Test
  void whatANewerXendiskWroteOrNobodyWroteIsNone() {
    assertThat(HostBaseline.of(HOST, Map.of())).isEmpty();
    assertThat(HostBaseline.of(HOST, Map.of(HostBaseline.keyOf(HOST), "9;new=1"))).isEmpty();
  }
}
