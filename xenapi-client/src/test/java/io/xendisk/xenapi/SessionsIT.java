package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many sessions a pool is left with: it keeps 500 of one originator (facts §1.5). */
class SessionsIT {
  private static final int COMMANDS = 1000;

  @TempDir Path home;

  private static XenApi login(SimulatedPool pool) {
    return XenApi.login(
        ClientOptions.of(pool.url(), pool.user(), new Secret(pool.password()))
            .originator("xendisk@test")
            .callDeadline(Duration.ofSeconds(30))
            .connectTimeout(Duration.ofSeconds(30))
            .build());
  }

  /** As a command does: login, work, logout, whatever goes wrong. */
  private static void command(SimulatedPool pool) {
    try (var api = login(pool)) {
      assertThat(api.find(XenClass.VM, Where.nameLabel("nas01"))).hasSize(1);
    }
  }

  private static long sessions(SimulatedPool pool) {
    try (var api = login(pool)) {
      return api.events(XenApi.subscription(Set.of("pool"), Set.of()), null, Duration.ZERO)
              .counts()
              .getOrDefault("session", -1L)
          - 1;
    }
  }

  @Test
  void aThousandCommandsLeaveNoSessionBehindWhateverGoesWrongWithThem() {
    try (var pool = SimulatedPool.start("nas")) {
      for (int command = 0; command < COMMANDS; command++) {
        switch (command % 8) {
          case 1 -> pool.faults().dropAfter("session.logout", 1);
          case 2 -> pool.faults().dropBefore("session.logout", 1);
          case 3 -> pool.faults().dropAfter("VM.get_all_records_where", 1);
          case 4 -> pool.faults().dropBefore("VM.get_all_records_where", 2);
          case 5 -> pool.faults().error("VM.get_all_records_where", 1, List.of("TOO_BUSY"));
          case 6 -> pool.faults().error("session.login_with_password", 1, List.of("HOST_BROKEN"));
          default -> {
            // nothing goes wrong
          }
        }
        try {
          command(pool);
        } catch (PoolException e) {
          assertThat(command % 8).as(e.getMessage()).isIn(4, 5, 6);
        }
        pool.faults().clear();
        if (command % 100 == 99) {
          assertThat(sessions(pool)).as("after %d commands", command + 1).isLessThan(20);
        }
      }

      assertThat(sessions(pool)).isZero();
    }
  }

  @Test
  void aLoginWhoseAnswerIsLostLeavesOneSessionThatThePoolEndsByItself() {
    try (var pool = SimulatedPool.start("nas")) {
      pool.faults().dropAfter("session.login_with_password", 1);

      assertThatThrownBy(() -> login(pool)).isInstanceOf(PoolException.ReplyLost.class);

      assertThat(sessions(pool)).isOne();
      pool.clock().advance(Duration.ofDays(2));
      assertThat(sessions(pool)).isZero();
    }
  }

  @Test
  void aPoolOf61IsLoggedInToWithoutAnOriginator() throws IOException {
    var world = Files.writeString(home.resolve("old.yaml"), oldWorld());
    try (var pool = SimulatedPool.start(world.toString());
        var api = login(pool)) {
      assertThat(api.all(XenClass.HOST).getFirst().apiVersionMinor()).isEqualTo(10);
      assertThat(pool.calls().count("session.login_with_password")).isEqualTo(2);
      assertThat(api.look(List.of(), List.of(XenClass.POOL)).all(XenClass.POOL)).hasSize(1);
    }
  }

  private static String oldWorld() {
    return """
    release: "6.1"
    pool:
      name: old
      master: xs1
    accounts:
      - {user: root, password: old-rehearsal, role: pool-admin}
    hosts:
      - {name: xs1}
    """;
  }
}
