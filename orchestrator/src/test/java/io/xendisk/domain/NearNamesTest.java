package io.xendisk.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  @Test
  void findsTheNearestFirst() {
    assertThat(NearNames.to("nas1", List.of("web01", "nas02", "nas01", "NAS1")))
        .containsExactly("NAS1", "nas01", "nas02");
  }

  @Test
  void findsNoneThatHasLittleInCommon() {
    assertThat(NearNames.to("nas01", List.of("database", "x"))).isEmpty();
    assertThat(NearNames.to("nas01", List.of())).isEmpty();
    assertThat(NearNames.to("", List.of("nas01"))).isEmpty();
  }

  @Test
  void findsAtMostFiveAndEachOnce() {
    var many = IntStream.range(0, 50).mapToObj(i -> "nas" + i).toList();

    assertThat(NearNames.to("nas", many)).hasSize(5);
    assertThat(NearNames.to("nas01", Collections.nCopies(9, "nas02"))).containsExactly("nas02");
  }
}
