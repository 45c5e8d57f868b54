package io.xendisk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SightTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Sight sight = new Sight();

  @Test
  void nothingIsWaitedForWhereNothingWasDone() throws InterruptedException {
    assertThat(sight.await(Duration.ZERO, () -> false)).isTrue();
  }

  @Test
  void aLookThatBeganBeforeTheDeedDoesNotShowIt() throws InterruptedException {
    long before = sight.done();
    sight.hasDone();

    sight.hasSeen(before);

    assertThat(sight.await(Duration.ZERO, () -> false)).isFalse();
  }

  @Test
  void aLookThatBeganAfterTheDeedEndsTheWait() throws Exception {
    sight.hasDone();
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var waits = others.submit(() -> sight.await(LONG, () -> false));

      sight.hasSeen(sight.done());

      assertThat(waits.get()).isTrue();
    }
  }

  @Test
  void nobodyWaitsForAPoolThatIsAway() throws InterruptedException {
    sight.hasDone();

    assertThat(sight.await(LONG, () -> true)).isFalse();
  }
}
