package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LivePoolIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final VbdRef ONE = new VbdRef("OpaqueRef:one");
  private static final VbdRef TWO = new VbdRef("OpaqueRef:two");

  /** The answers to event.from, one after the other; it blocks while there is none. */
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private RawServer server = RawServer.answering(_ -> "");
  private @Nullable XenApi api;

  @BeforeEach
  void start() {
    server.close();
    server = RawServer.answering(request -> Xml.loginOr(request, _ -> nextAnswer()));
    api =
        XenApi.login(
            ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
                .callDeadline(Duration.ofSeconds(30))
                .connectTimeout(Duration.ofSeconds(30))
                .build());
  }

  @AfterEach
  void stop() {
    if (api != null) {
      api.close();
    }
    server.close();
  }

  private String nextAnswer() {
    try {
      String answer = answers.poll(60, TimeUnit.SECONDS);
      return answer == null ? Xml.failure("NO_ANSWER_LEFT") : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Xml.failure("INTERRUPTED");
    }
  }

  private LivePool live() {
    return LivePool.start(Objects.requireNonNull(api), List.of(XenClass.VBD), new Random(7));
  }

  private void events(String token, int count, Object... events) {
    answers.add(
        Xml.success(
            Map.of(
                "token", token,
                "valid_ref_counts", Map.of("vbd", new Xml.Raw("<i4>" + count + "</i4>")),
                "events", List.of(events))));
  }

  private static Map<String, Object> now(VbdRef ref, String device) {
    return Map.of(
        "class",
        "vbd",
        "operation",
        "mod",
        "ref",
        ref.value(),
        "snapshot",
        Map.of("device", device));
  }

  private static Map<String, Object> gone(VbdRef ref) {
    return Map.of("class", "vbd", "operation", "del", "ref", ref.value());
  }

  private static Optional<String> device(LivePool.View view, VbdRef ref) {
    return view.get(XenClass.VBD, ref).map(VbdRecord::device);
  }

  private static Optional<Boolean> isThere(LivePool.View view, VbdRef ref, String device) {
    return device(view, ref).filter(device::equals).map(_ -> true);
  }

  private static Optional<Boolean> isGone(LivePool.View view, VbdRef ref) {
    return view.get(XenClass.VBD, ref).isEmpty() ? Optional.of(true) : Optional.empty();
  }

  @Test
  void holdsTheNewestRecordsAndAnswersWhoeverWaits() throws InterruptedException {
    try (var live = live()) {
      events("1,0", 1, now(ONE, ""));
      assertThat(live.await(view -> isThere(view, ONE, ""), LONG)).isPresent();

      events("2,0", 2, now(ONE, "xvdb"), now(TWO, ""));
      assertThat(live.await(view -> isThere(view, ONE, "xvdb"), LONG)).isPresent();
      assertThat(live.all(XenClass.VBD)).hasSize(2);

      events("3,0", 1, gone(TWO));
      assertThat(live.await(view -> isGone(view, TWO), LONG)).isPresent();
      assertThat(live.isCurrent()).isTrue();
      assertThat(live.await(_ -> Optional.empty(), Duration.ofMillis(20))).isEmpty();
    }
  }

  @Test
  void tellsASubscriberEachObjectOnceHoweverOftenItChanged() throws InterruptedException {
    try (var live = live();
        var changes = live.subscribe()) {
      events("1,0", 1, now(ONE, "a"));
      events("2,0", 1, now(ONE, "b"));
      assertThat(live.await(view -> isThere(view, ONE, "b"), LONG)).isPresent();

      assertThat(changes.next(LONG)).containsExactly(ONE);
      assertThat(changes.next(Duration.ofMillis(20))).isEmpty();

      events("3,0", 0, gone(ONE));
      assertThat(changes.next(LONG)).containsExactly(ONE);
    }
  }

  @Test
  void readsEverythingAnewWhereThePoolCountsOtherObjects() throws InterruptedException {
    try (var live = live()) {
      events("1,0", 2, now(ONE, "a"), now(TWO, "a"));
      assertThat(live.await(view -> isThere(view, TWO, "a"), LONG)).isPresent();

      events("2,0", 1, now(ONE, "b")); // TWO was deleted, and the pool has forgotten to say so
      events("3,0", 1, now(ONE, "b"));
      assertThat(live.await(view -> isGone(view, TWO), LONG)).isPresent();

      assertThat(server.requests().getLast().body()).doesNotContain("2,0");
    }
  }

  @Test
  void startsOverAfterALostSession() throws InterruptedException {
    try (var live = live()) {
      events("1,0", 2, now(ONE, "a"), now(TWO, "a"));
      answers.add(Xml.failure("SESSION_INVALID", Xml.SESSION));
      events("1,0", 1, now(ONE, "z"));

      assertThat(live.await(view -> isThere(view, ONE, "z"), LONG)).isPresent();
      assertThat(live.get(XenClass.VBD, TWO)).isEmpty();
    }
  }

  @Test
  void comesBackAfterAFailureAndIsNotCurrentMeanwhile() throws InterruptedException {
    try (var live = live()) {
      events("1,0", 1, now(ONE, "a"));
      assertThat(live.await(view -> isThere(view, ONE, "a"), LONG)).isPresent();

      answers.add("<html>no pool</html>");
      events("2,0", 1, now(ONE, "b"));

      assertThat(live.await(view -> isThere(view, ONE, "b"), LONG)).isPresent();
      assertThat(live.failure()).isEmpty();
    }
  }

  @Test
  void stopsAtOnceAndLetsGoOfWhoeverWaits() throws InterruptedException {
    var answer = new AtomicReference<Optional<Boolean>>(Optional.of(true));
    var live = live();
    events("1,0", 1, now(ONE, "a"));
    assertThat(live.await(view -> isThere(view, ONE, "a"), LONG)).isPresent();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    answer.set(live.await(view -> isThere(view, ONE, "never"), LONG));
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });

    long start = System.nanoTime();
    live.close();

    assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.get()).isEmpty();
  }

  @Test
  void isNotCurrentAnyMoreWhenItsClientIsClosed() throws InterruptedException {
    var live = live();
    events("1,0", 1, now(ONE, "a"));
    assertThat(live.await(view -> isThere(view, ONE, "a"), LONG)).isPresent();

    Objects.requireNonNull(api).close();
    answers.add(Xml.failure("SESSION_INVALID", Xml.SESSION));

    assertThat(live.await(_ -> Optional.empty(), LONG)).isEmpty();
    assertThat(live.isCurrent()).isFalse();
    live.close();
  }
}
