package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class XenApiIT {
  private static ClientOptions at(RawServer server) {
    return ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
        .originator("xendisk-test")
        .callDeadline(Duration.ofSeconds(30))
        .connectTimeout(Duration.ofSeconds(30))
        .build();
  }

  @Test
  void logsInReadsAndLogsOutOverOneConnection() {
    try (var server =
        RawServer.answering(
            request ->
                Xml.loginOr(
                    request,
                    _ -> Xml.success(Map.of("OpaqueRef:p", Map.of("name_label", "lab")))))) {
      var api = XenApi.login(at(server));

      assertThat(api.all(XenClass.POOL)).extracting(PoolRecord::nameLabel).containsExactly("lab");
      assertThat(api.master()).isEqualTo(server.url());
      api.close();

      assertThat(server.methods())
          .containsExactly("session.login_with_password", "pool.get_all_records", "session.logout");
      assertThat(server.requests().getFirst().params())
          .containsExactly("root", "secret-pw", "1.0", "xendisk-test");
      assertThat(server.requests().getLast().params()).containsExactly(Xml.SESSION);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(api.callCount()).isEqualTo(3);
    }
  }

  @Test
  void logsInWithoutAnOriginatorWhereThePoolIsTooOldForOne() {
    try (var server =
            RawServer.answering(
                request ->
                    request.params().size() == 4
                        ? Xml.failure(
                            "MESSAGE_PARAMETER_COUNT_MISMATCH",
                            "session.login_with_password",
                            "3",
                            "4")
                        : Xml.success(Xml.SESSION));
        var api = XenApi.login(at(server))) {
      assertThat(server.requests().getLast().params()).containsExactly("root", "secret-pw", "1.0");
      assertThat(api.callCount()).isEqualTo(2);
    }
  }

  @Test
  void followsAMemberToTheMasterThatItNames() {
    try (var master = RawServer.answering(request -> Xml.loginOr(request, _ -> Xml.success("")));
        var member = RawServer.answering(_ -> Xml.failure("HOST_IS_SLAVE", master.address()));
        var api = XenApi.login(at(member))) {
      assertThat(api.master()).isEqualTo(master.url());
      assertThat(api.callCount()).isEqualTo(2);
    }
  }

  @Test
  void saysWhichCodeAndParametersThePoolRefusedWith() {
    try (var server =
            RawServer.answering(
                request ->
                    Xml.loginOr(
                        request,
                        _ ->
                            Xml.failure(
                                "OTHER_OPERATION_IN_PROGRESS", "VBD", "OpaqueRef:v", "plug", "")));
        var api = XenApi.login(at(server))) {
      assertThatThrownBy(() -> api.destroyVbd(new VbdRef("OpaqueRef:v")))
          .isInstanceOfSatisfying(
              PoolException.Rejected.class,
              e -> {
                assertThat(e.is("OTHER_OPERATION_IN_PROGRESS")).isTrue();
                assertThat(e.params()).containsExactly("VBD", "OpaqueRef:v", "plug", "");
                assertThat(e.method()).isEqualTo("VBD.destroy");
                assertThat(e.host()).isEqualTo(server.address());
              });
    }
  }

  @Test
  void logsInAgainOnceWhenTheSessionDiedUnderARead() {
    var sessions = new AtomicInteger();
    try (var server =
            RawServer.answering(
                request ->
                    switch (request.method()) {
                      case "session.login_with_password" ->
                          Xml.success("OpaqueRef:s" + sessions.incrementAndGet());
                      case "session.logout" -> Xml.success("");
                      default ->
                          request.params().getFirst().equals("OpaqueRef:s1")
                              ? Xml.failure("SESSION_INVALID", "OpaqueRef:s1")
                              : Xml.success(Map.of());
                    });
        var api = XenApi.login(at(server))) {
      assertThat(api.all(XenClass.SR)).isEmpty();
      assertThat(api.callCount()).isEqualTo(4);
    }
  }

  @Test
  void neverRepeatsAWriteAndKeepsTheSessionOutOfItsError() {
    try (var server =
            RawServer.answering(
                request -> Xml.loginOr(request, _ -> Xml.failure("SESSION_INVALID", Xml.SESSION)));
        var api = XenApi.login(at(server))) {
      assertThatThrownBy(() -> api.plugAsync(new VbdRef("OpaqueRef:v")))
          .isInstanceOfSatisfying(
              PoolException.Rejected.class, e -> assertThat(e.params()).containsExactly("***"))
          .hasMessageNotContaining(Xml.SESSION);
      assertThat(server.methods()).filteredOn("Async.VBD.plug"::equals).hasSize(1);
    }
  }

  @Test
  void sendsAWriteOnceAndCallsItsAnswerLostWhenTheConnectionDies() {
    try (var server =
            RawServer.start(
                visitor -> {
                  for (var next = visitor.request(); next != null; next = visitor.request()) {
                    if (next.method().equals("VBD.create")) {
                      return;
                    }
                    visitor.answer(Xml.success(Xml.SESSION));
                  }
                });
        var api = XenApi.login(at(server))) {
      var spec =
          new VbdSpec(
              new VmRef("OpaqueRef:vm"),
              new VdiRef("OpaqueRef:vdi"),
              VbdSpec.AUTODETECT,
              VbdMode.RW,
              true,
              Map.of("xendisk:run", "1"));

      assertThatThrownBy(() -> api.createVbd(spec))
          .isInstanceOfSatisfying(
              PoolException.ReplyLost.class,
              e -> assertThat(e.reason()).isEqualTo(PoolException.ReplyLost.Reason.DISCONNECTED));
      assertThat(server.methods()).filteredOn("VBD.create"::equals).hasSize(1);
    }
  }

  @Test
  void looksAtManyObjectsInOneCallAndSaysWhichAreMissing() {
    var event =
        Map.of(
            "class", "vm",
            "operation", "add",
            "ref", "OpaqueRef:vm",
            "snapshot", Map.of("power_state", "Running", "name_label", "nas01"));
    var strange =
        Map.of("class", "observer", "operation", "add", "ref", "OpaqueRef:o", "snapshot", Map.of());
    try (var server =
            RawServer.answering(
                request ->
                    Xml.loginOr(
                        request,
                        _ ->
                            Xml.success(
                                Map.of(
                                    "token", "1,0",
                                    "valid_ref_counts", Map.of("vm", new Xml.Raw("<i4>7</i4>")),
                                    "events", List.of(event, strange)))));
        var api = XenApi.login(at(server))) {
      var vm = new VmRef("OpaqueRef:vm");
      var vbd = new VbdRef("OpaqueRef:gone");

      var look = api.look(List.of(vm, vbd), List.of(XenClass.POOL));

      assertThat(look.get(XenClass.VM, vm)).map(VmRecord::powerState).contains(PowerState.RUNNING);
      assertThat(look.missing()).containsExactly(vbd);
      assertThat(look.token()).isEqualTo("1,0");
      assertThat(server.requests().getLast().body())
          .contains("pool", "vm/OpaqueRef:vm", "vbd/OpaqueRef:gone", "<double>0.0</double>");
    }
  }
}
