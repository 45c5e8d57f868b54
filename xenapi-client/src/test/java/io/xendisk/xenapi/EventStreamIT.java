package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamIT {
  private static final VbdRef VBD = new VbdRef("OpaqueRef:vbd");
  private static final TaskRef TASK = new TaskRef("OpaqueRef:task");

  private static XenApi login(RawServer server) {
    return XenApi.login(
        ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
            .callDeadline(Duration.ofSeconds(30))
            .connectTimeout(Duration.ofSeconds(30))
            .build());
  }

  private static String batch(String token, Object... events) {
    return Xml.success(
        Map.of("token", token, "valid_ref_counts", Map.of(), "events", List.of(events)));
  }

  private static Map<String, Object> event(
      String operation, XenRef ref, Map<String, Object> record) {
    return Map.of(
        "class",
        ref.type().eventName(),
        "operation",
        operation,
        "ref",
        ref.value(),
        "snapshot",
        record);
  }

  private static Map<String, Object> gone(XenRef ref) {
    return Map.of("class", ref.type().eventName(), "operation", "del", "ref", ref.value());
  }

  /** Answers every event.from with the next batch, and logins with one session after the other. */
  private static RawServer pool(String... batches) {
    Queue<String> next = new ArrayDeque<>(List.of(batches));
    return RawServer.answering(request -> Xml.loginOr(request, _ -> next.remove()));
  }

  @Test
  void goesOnFromTheLooksTokenAndKeepsTheNewestRecord() {
    try (var server =
            pool(
                batch("1,0", event("add", VBD, Map.of("currently_attached", false))),
                batch(
                    "2,0",
                    event("mod", VBD, Map.of("currently_attached", true)),
                    event("add", TASK, Map.of("status", "success"))),
                batch("3,0"),
                batch("4,0", gone(VBD)));
        var api = login(server)) {
      var stream = api.look(List.of(VBD), List.of()).follow();
      assertThat(stream.latest(XenClass.VBD, VBD))
          .hasValueSatisfying(vbd -> assertThat(vbd.currentlyAttached()).isFalse());

      stream.also(TASK);
      assertThat(stream.next(Duration.ofSeconds(1))).isTrue();
      assertThat(stream.latest(XenClass.VBD, VBD))
          .hasValueSatisfying(vbd -> assertThat(vbd.currentlyAttached()).isTrue());
      assertThat(stream.latest(XenClass.TASK, TASK))
          .map(TaskRecord::status)
          .contains(TaskStatus.SUCCESS);
      assertThat(server.requests().getLast().body())
          .contains("vbd/OpaqueRef:vbd", "task/OpaqueRef:task", ">1,0<", "<double>1.0</double>");

      assertThat(stream.next(Duration.ofMillis(1))).isFalse();
      assertThat(stream.next(Duration.ofMinutes(5))).isTrue();
      assertThat(server.requests().getLast().body()).contains("<double>30.0</double>");
      assertThat(stream.latest(VBD)).isEmpty();
      assertThat(stream.isGone(VBD)).isTrue();
      assertThat(stream.isGone(TASK)).isFalse();
    }
  }

  @Test
  void readsEverythingAnewAfterALostSessionAndNoticesWhatIsGone() {
    try (var server =
            pool(
                batch("7,0", event("add", VBD, Map.of()), event("add", TASK, Map.of())),
                Xml.failure("SESSION_INVALID", Xml.SESSION),
                batch("1,0", event("add", TASK, Map.of("status", "failure"))));
        var api = login(server)) {
      var stream = api.look(List.of(VBD, TASK), List.of()).follow();

      assertThat(stream.next(Duration.ofSeconds(20))).isTrue();

      assertThat(server.methods()).filteredOn("session.login_with_password"::equals).hasSize(2);
      assertThat(server.requests().getLast().body())
          .doesNotContain("7,0")
          .contains("<double>0.0</double>");
      assertThat(stream.isGone(VBD)).isTrue();
      assertThat(stream.latest(XenClass.TASK, TASK))
          .map(TaskRecord::status)
          .contains(TaskStatus.FAILURE);
    }
  }

  @Test
  void whatWasNotThereFromTheStartCountsAsGone() {
    try (var server = pool(batch("1,0"));
        var api = login(server)) {
      assertThat(api.look(List.of(VBD), List.of()).follow().isGone(VBD)).isTrue();
    }
  }

  @Test
  void whatIsKnownAlreadyIsNoChangeWhenThePoolTellsOfIt() {
    try (var server =
            pool(
                Xml.success(Map.of("device", "xvdb")),
                batch("1,0"),
                batch("2,0", event("mod", VBD, Map.of("device", "xvdb"))),
                batch("3,0", event("mod", VBD, Map.of("device", "xvdb", "new_field", "x"))),
                batch("4,0", event("mod", VBD, Map.of("device", "xvdc"))),
                batch("5,0", gone(VBD)),
                batch("6,0", gone(VBD)));
        var api = login(server)) {
      var known = api.get(XenClass.VBD, VBD).orElseThrow();
      var stream = api.look(List.of(TASK), List.of()).follow();
      stream.also(known);

      assertThat(stream.latest(VBD)).contains(known);
      assertThat(stream.next(Duration.ofSeconds(1))).isFalse();
      assertThat(stream.next(Duration.ofSeconds(1))).isFalse();
      assertThat(stream.next(Duration.ofSeconds(1))).isTrue();
      assertThat(stream.next(Duration.ofSeconds(1))).isTrue();
      assertThat(stream.next(Duration.ofSeconds(1))).isFalse();
    }
  }

  @Test
  void watchReadsAnOlderObjectAtOnce() {
    try (var server = pool(batch("1,0"), Xml.success(Map.of("device", "xvdb")));
        var api = login(server)) {
      var stream = api.look(List.of(TASK), List.of()).follow();

      assertThat(stream.watch(VBD)).isPresent();
      assertThat(stream.latest(XenClass.VBD, VBD)).map(VbdRecord::device).contains("xvdb");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsAWaitAtOnce(boolean virtual) throws InterruptedException {
    var waiting = new CountDownLatch(1);
    var thrown = new AtomicReference<Throwable>();
    try (var server =
            RawServer.start(
                visitor -> {
                  for (var next = visitor.request(); next != null; next = visitor.request()) {
                    if (next.body().contains(">9,0<")) {
                      waiting.countDown();
                      while (visitor.in.read() >= 0) {}
                      return;
                    }
                    visitor.answer(Xml.loginOr(next, _ -> batch("9,0")));
                  }
                });
        var api = login(server)) {
      var stream = api.look(List.of(VBD), List.of()).follow();
      Thread thread =
          kind(virtual)
              .start(
                  () -> {
                    try {
                      stream.next(Duration.ofSeconds(30));
                    } catch (PoolException e) {
                      thrown.set(e);
                    }
                  });
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

      thread.interrupt();

      assertThat(thread.join(Duration.ofSeconds(3))).isTrue();
      assertThat(thrown.get())
          .isInstanceOfSatisfying(
              PoolException.ReplyLost.class,
              e -> assertThat(e.reason()).isEqualTo(PoolException.ReplyLost.Reason.INTERRUPTED));
    }
  }

  private static Thread.Builder kind(boolean virtual) {
    return virtual ? Thread.ofVirtual() : Thread.ofPlatform();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysGoodbyeEvenOnAnInterruptedThread(boolean virtual) throws InterruptedException {
    try (var server = pool()) {
      var api = login(server);
      Thread thread =
          kind(virtual)
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    api.close();
                  });

      assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
      assertThat(server.methods()).endsWith("session.logout");
      assertThatThrownBy(() -> api.all(XenClass.SR)).isInstanceOf(IllegalStateException.class);
    }
  }
}
