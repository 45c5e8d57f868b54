package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TasksIT {
  private static final TaskRef TASK = new TaskRef("OpaqueRef:task");
  private static final VdiRef VDI = new VdiRef("OpaqueRef:vdi");

  private static XenApi login(RawServer server) {
    return XenApi.login(
        ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
            .callDeadline(Duration.ofSeconds(30))
            .connectTimeout(Duration.ofSeconds(30))
            .build());
  }

  private static String events(XenRef ref, Map<String, Object> record) {
    return Xml.success(
        Map.of(
            "token", "1,0",
            "valid_ref_counts", Map.of(),
            "events",
                List.of(
                    Map.of(
                        "class",
                        ref.type().eventName(),
                        "operation",
                        "mod",
                        "ref",
                        ref.value(),
                        "snapshot",
                        record))));
  }

  private static String nothing() {
    return Xml.success(Map.of("token", "1,0", "valid_ref_counts", Map.of(), "events", List.of()));
  }

  private static RawServer pool(String... answers) {
    Queue<String> next = new ArrayDeque<>(List.of(answers));
    return RawServer.answering(request -> Xml.loginOr(request, _ -> next.remove()));
  }

  @Test
  void waitsForTheStatusNotForTheProgressAndDestroysTheTask() {
    try (var server =
            pool(
                events(TASK, Map.of("status", "pending", "progress", 0.5)),
                events(TASK, Map.of("status", "pending", "progress", 1.0)),
                events(TASK, Map.of("status", "success", "result", "<value>OpaqueRef:v</value>")),
                Xml.success(""));
        var api = login(server)) {
      assertThat(api.awaitTask(TASK, Duration.ofSeconds(20)))
          .isEqualTo(new TaskOutcome.Done(Optional.of("OpaqueRef:v")));
      assertThat(server.methods()).endsWith("task.destroy");
    }
  }

  @Test
  void aFailureKeepsAllItsWords() {
    try (var server =
            pool(
                events(
                    TASK,
                    Map.of(
                        "status",
                        "failure",
                        "error_info",
                        List.of("DEVICE_DETACH_REJECTED", "VBD", "OpaqueRef:v", ""))),
                Xml.success(""));
        var api = login(server)) {
      assertThat(api.awaitTask(TASK, Duration.ofSeconds(20)))
          .isEqualTo(
              new TaskOutcome.Failed(
                  new XenError("DEVICE_DETACH_REJECTED", List.of("VBD", "OpaqueRef:v", ""))));
    }
  }

  @Test
  void aTaskThatWasClearedAwayLeavesTheOutcomeOpen() {
    try (var server = pool(nothing());
        var api = login(server)) {
      assertThat(api.awaitTask(TASK, Duration.ofSeconds(20))).isEqualTo(new TaskOutcome.Unknown());
    }
  }

  @Test
  void aTaskThatIsNotDoneInTimeGoesOn() {
    try (var server =
            RawServer.answering(
                request -> Xml.loginOr(request, _ -> events(TASK, Map.of("status", "pending"))));
        var api = login(server)) {
      assertThat(api.awaitTask(TASK, Duration.ofMillis(50)))
          .isInstanceOf(TaskOutcome.UnderWay.class);
      assertThat(server.methods()).doesNotContain("task.destroy", "task.cancel");
    }
  }

  @Test
  void waitsUntilTheControlDomainHasLetGoOfADisk() {
    try (var server =
            pool(
                events(VDI, Map.of("VBDs", List.of("OpaqueRef:dom0vbd"))),
                Xml.success(Map.of("VM", "OpaqueRef:dom0")),
                Xml.success(Map.of("is_control_domain", true)),
                events(VDI, Map.of("VBDs", List.of())));
        var api = login(server)) {
      assertThat(api.awaitLetGo(VDI, Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void anotherVmsVbdIsNoReasonToWait() {
    try (var server =
            pool(
                events(VDI, Map.of("VBDs", List.of("OpaqueRef:vbd"))),
                Xml.success(Map.of("VM", "OpaqueRef:nas01")),
                Xml.success(Map.of("is_control_domain", false)));
        var api = login(server)) {
      assertThat(api.awaitLetGo(VDI, Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void tellsAMissingPluginAFailingOneAndARefusalApart() {
    try (var server =
            pool(
                Xml.success("{\"blockdevices\":[]}"),
                Xml.failure("XENAPI_MISSING_PLUGIN", "smartctl.py"),
                Xml.failure("XENAPI_PLUGIN_FAILURE", "non-zero exit", "out\n", "err"),
                Xml.failure("-1", "no such device"),
                Xml.failure("RBAC_PERMISSION_DENIED", "host.call_plugin", "x"));
        var api = login(server)) {
      var host = new HostRef("OpaqueRef:h");
      assertThat(api.callPlugin(host, "lsblk.py", "list", Map.of()))
          .isEqualTo(new PluginAnswer.Text("{\"blockdevices\":[]}"));
      assertThat(api.callPlugin(host, "smartctl.py", "information", Map.of()))
          .isEqualTo(new PluginAnswer.Missing("smartctl.py"));
      assertThat(api.callPlugin(host, "smartctl.py", "information", Map.of()))
          .isInstanceOf(PluginAnswer.Failed.class);
      assertThat(api.callPlugin(host, "smartctl.py", "information", Map.of()))
          .isEqualTo(new PluginAnswer.Failed(new XenError("-1", List.of("no such device"))));
      assertThatThrownBy(() -> api.callPlugin(host, "smartctl.py", "information", Map.of()))
          .isInstanceOfSatisfying(
              PoolException.Rejected.class, e -> assertThat(e.advice()).contains("pool-admin"));
    }
  }
}
