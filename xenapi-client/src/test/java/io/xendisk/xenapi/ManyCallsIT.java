package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it measures the memory of the whole JVM")
class ManyCallsIT {
  private static final int THREADS = 16;
  private static final int CALLS = 500;

  /** Answers a record whose name is the reference that was asked for; counts live sessions. */
  private static RawServer pool(Set<String> sessions) {
    return RawServer.answering(
        request ->
            switch (request.method()) {
              case "session.login_with_password" -> {
                String session = "OpaqueRef:s" + sessions.size() + "-" + System.nanoTime();
                sessions.add(session);
                yield Xml.success(session);
              }
              case "session.logout" -> {
                sessions.remove(request.params().getFirst());
                yield Xml.success("");
              }
              default -> Xml.success(Map.of("name_label", request.params().getLast()));
            });
  }

  private static ClientOptions at(RawServer server) {
    return ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
        .callDeadline(Duration.ofSeconds(30))
        .build();
  }

  @Test
  void sixteenThreadsShareOneSessionAndEveryAnswerIsItsOwn() throws Exception {
    Set<String> sessions = ConcurrentHashMap.newKeySet();
    try (var server = pool(sessions);
        var api = XenApi.login(at(server))) {
      long before = usedMemory();
      for (int round = 0; round < 2; round++) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          var results = new ArrayList<Future<Integer>>();
          for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            results.add(threads.submit(() -> callOften(api, number)));
          }
          for (Future<Integer> result : results) {
            assertThat(result.get()).isEqualTo(CALLS);
          }
        }
        assertThat(server.connections()).isLessThanOrEqualTo(2 * THREADS);
      }

      assertThat(api.callCount()).isEqualTo(1 + 2L * THREADS * CALLS);
      assertThat(sessions).hasSize(1);
      server.forget();
      assertThat(usedMemory() - before).as("memory is flat").isLessThan(32L << 20);
    }
    assertThat(sessions).isEmpty();
  }

  private static int callOften(XenApi api, int thread) {
    int right = 0;
    for (int call = 0; call < CALLS; call++) {
      String ref = "OpaqueRef:%d-%d".formatted(thread, call);
      var vm = api.get(XenClass.VM, new VmRef(ref));
      if (vm.map(VmRecord::nameLabel).equals(Optional.of(ref))) {
        right++;
      }
    }
    return right;
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void aThousandCommandsLeaveNoSessionBehind() {
    Set<String> sessions = ConcurrentHashMap.newKeySet();
    try (var server = pool(sessions)) {
      var options = at(server);
      for (int command = 0; command < 1000; command++) {
        try (var api = XenApi.login(options)) {
          assertThat(api.get(XenClass.VM, new VmRef("OpaqueRef:vm"))).isPresent();
          assertThat(sessions).hasSize(1);
        }
      }

      assertThat(sessions).isEmpty();
      assertThat(server.methods().stream().distinct().toList())
          .isEqualTo(List.of("session.login_with_password", "VM.get_record", "session.logout"));
    }
  }
}
