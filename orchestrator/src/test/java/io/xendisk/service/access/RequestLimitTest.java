package io.xendisk.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.TurnedTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
  private final TurnedTime time = new TurnedTime();
  private final RequestLimit limit = new RequestLimit(60, time);

  @Test
  void letsSoManyThroughAtOnceAndThenAsManyAsTimePasses() {
    for (int i = 0; i < 60; i++) {
      assertThat(limit.count("alice")).isEmpty();
    }

    assertThat(limit.count("alice")).contains(Duration.ofSeconds(1));
    time.turn(Duration.ofSeconds(2));
    assertThat(limit.count("alice")).isEmpty();
    assertThat(limit.count("alice")).isEmpty();
    assertThat(limit.count("alice")).isPresent();
  }

  @Test
  void countsEachClientAlone() {
    for (int i = 0; i < 61; i++) {
      limit.count("alice");
    }

    assertThat(limit.count("alice")).isPresent();
    assertThat(limit.count("bob")).isEmpty();
  }
}
