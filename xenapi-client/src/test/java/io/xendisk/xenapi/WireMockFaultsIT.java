package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.fixtures.wiremock.FaultyHost;
import io.xendisk.xenapi.PoolException.ReplyLost;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A simulated host behind a proxy of another make, which speaks HTTP in its own way and breaks it.
 */
class WireMockFaultsIT {
  private record Case(String name, Consumer<FaultyHost> fault, ReplyLost.Reason reason) {}

  @TestFactory
  Stream<DynamicTest> whatBreaksOnTheWayEndsAsALostReplyInTime() {
    return Stream.of(
            new Case(
                "hung up",
                host -> host.hangUp("VDI.get_all_records"),
                ReplyLost.Reason.DISCONNECTED),
            new Case(
                "reset", host -> host.reset("VDI.get_all_records"), ReplyLost.Reason.DISCONNECTED),
            new Case(
                "babble",
                host -> host.babble("VDI.get_all_records"),
                ReplyLost.Reason.DISCONNECTED),
            new Case(
                "garbled chunks",
                host -> host.garble("VDI.get_all_records"),
                ReplyLost.Reason.DISCONNECTED),
            new Case(
                "the page of a proxy",
                host -> host.answerWithPage("VDI.get_all_records", 200, "<html>Log in</html>"),
                ReplyLost.Reason.NOT_XENAPI),
            new Case(
                "a bad gateway",
                host -> host.answerWithPage("VDI.get_all_records", 502, "<html>Sorry</html>"),
                ReplyLost.Reason.HTTP_STATUS),
            new Case(
                "late",
                host -> host.delay("VDI.get_all_records", Duration.ofSeconds(8)),
                ReplyLost.Reason.TIMED_OUT),
            new Case(
                "trickling chunks",
                host ->
                    host.trickle(
                        "VDI.get_all_records", " ".repeat(500), 100, Duration.ofSeconds(20)),
                ReplyLost.Reason.TIMED_OUT))
        .map(each -> DynamicTest.dynamicTest(each.name, () -> run(each)));
  }

  private static void run(Case each) {
    try (var pool = SimulatedPool.start("nas");
        var host = FaultyHost.before(pool.url())) {
      var options =
          ClientOptions.of(host.url(), pool.user(), new Secret(pool.password()))
              .callDeadline(Duration.ofSeconds(3))
              .build();
      try (var api = XenApi.login(options)) {
        assertThat(api.all(XenClass.VDI)).as("through the proxy").isNotEmpty();
        each.fault.accept(host);
        long start = System.nanoTime();

        assertThatThrownBy(() -> api.all(XenClass.VDI))
            .isInstanceOfSatisfying(
                ReplyLost.class, e -> assertThat(e.reason()).isEqualTo(each.reason));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
        host.passOnAll();
        assertThat(api.all(XenClass.VDI)).as("afterwards").isNotEmpty();
      }
    }
  }
}
