package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The connection drops after the pool has done the work, for each write that there is. */
class LostAnswersIT {
  private static final VbdSpec SPEC =
      new VbdSpec(
          new VmRef("OpaqueRef:vm"),
          new VdiRef("OpaqueRef:vdi"),
          VbdSpec.AUTODETECT,
          VbdMode.RW,
          true,
          Map.of("xendisk:run", "r-1"));

  private static Map<String, Consumer<XenApi>> writes() {
    var vbd = new VbdRef("OpaqueRef:vbd");
    var vm = new VmRef("OpaqueRef:vm");
    var host = new HostRef("OpaqueRef:host");
    var task = new TaskRef("OpaqueRef:task");
    var writes = new LinkedHashMap<String, Consumer<XenApi>>();
    writes.put("VBD.create", api -> api.createVbd(SPEC));
    writes.put("VBD.destroy", api -> api.destroyVbd(vbd));
    writes.put("VBD.set_unpluggable", api -> api.setUnpluggable(vbd, true));
    writes.put("VBD.plug", api -> api.plug(vbd, Duration.ofSeconds(5)));
    writes.put("Async.VBD.plug", api -> api.plugAsync(vbd));
    writes.put("Async.VBD.unplug", api -> api.unplugAsync(vbd));
    writes.put("Async.VM.start", api -> api.startAsync(vm));
    writes.put("Async.VM.start_on", api -> api.startOnAsync(vm, host));
    writes.put("SR.scan", api -> api.scan(new SrRef("OpaqueRef:sr")));
    writes.put("task.create", api -> api.createTask("a", "b"));
    writes.put("task.cancel", api -> api.cancelTask(task));
    writes.put("task.destroy", api -> api.destroyTask(task));
    writes.put("VDI.add_to_other_config", api -> api.addToOtherConfig(SPEC.vdi(), "k", "v"));
    writes.put("VM.remove_from_other_config", api -> api.removeFromOtherConfig(vm, "k"));
    writes.put("VM.add_to_blocked_operations", api -> api.blockOperation(vm, "start", "no"));
    writes.put("VM.remove_from_blocked_operations", api -> api.unblockOperation(vm, "start"));
    writes.put(
        "VM.set_blocked_operations", api -> api.setBlockedOperations(vm, Map.of("start", "no")));
    writes.put("Async.VM.resume", api -> api.resumeAsync(vm));
    writes.put("Async.VM.resume_on", api -> api.resumeOnAsync(vm, host));
    writes.put("host.call_plugin", api -> api.callPlugin(host, "p", "f", Map.of()));
    return writes;
  }

  @TestFactory
  Stream<DynamicTest> everyWriteIsSentOnceAndSaysWhichLookDecides() {
    return writes().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(each.getKey(), () -> drop(each.getKey(), each.getValue())));
  }

  private static void drop(String method, Consumer<XenApi> write) {
    try (var server = dropping(method);
        var api = login(server)) {
      var lost = catchThrowableOfType(PoolException.ReplyLost.class, () -> write.accept(api));

      assertThat(lost).isNotNull();
      assertThat(lost.method()).isEqualTo(method);
      assertThat(lost.settling()).isPresent();
      assertThat(lost.advice()).contains("look at");
      assertThat(server.methods()).filteredOn(method::equals).hasSize(1);
    }
  }

  @Test
  void aReadWhoseAnswerIsLostIsAskedOnceMoreAndNeedsNoSettling() {
    try (var server = dropping("SR.get_all_records");
        var api = login(server)) {
      var lost = catchThrowableOfType(PoolException.ReplyLost.class, () -> api.all(XenClass.SR));

      assertThat(lost.settling()).isEmpty();
      assertThat(server.methods()).filteredOn("SR.get_all_records"::equals).hasSize(2);
    }
  }

  @Test
  void aVbdWhoseMakingWasLostIsFoundByItsMarker() {
    var records =
        Map.of(
            "OpaqueRef:a", Map.of("other_config", Map.of("xendisk:run", "r-0")),
            "OpaqueRef:b", Map.of("other_config", Map.of("xendisk:run", "r-1")));
    try (var server =
            RawServer.answering(request -> Xml.loginOr(request, _ -> Xml.success(records)));
        var api = login(server)) {
      assertThat(api.createdVbd(SPEC, "xendisk:run"))
          .hasValueSatisfying(vbd -> assertThat(vbd.ref()).isEqualTo(new VbdRef("OpaqueRef:b")));
      assertThat(server.requests().getLast().params())
          .contains("field &quot;VM&quot; = &quot;OpaqueRef:vm&quot;".replace("&quot;", "\""));
    }
  }

  @Test
  void tasksUnderWayAreFoundThroughTheObject() {
    try (var server =
            RawServer.answering(
                request ->
                    Xml.loginOr(
                        request,
                        _ ->
                            request.params().getLast().equals("OpaqueRef:t1")
                                ? Xml.success(Map.of("status", "pending"))
                                : Xml.failure("HANDLE_INVALID", "task", "OpaqueRef:t2")));
        var api = login(server)) {
      var found =
          api.tasksUnderWay(
              Map.of("OpaqueRef:t1", "plug", "OpaqueRef:t2", "plug", "DummyRef:|1|x", "attach"));

      assertThat(found).extracting(TaskRecord::ref).isEqualTo(List.of(new TaskRef("OpaqueRef:t1")));
    }
  }

  private static RawServer dropping(String method) {
    return RawServer.start(
        visitor -> {
          for (var next = visitor.request(); next != null; next = visitor.request()) {
            if (next.method().equals(method)) {
              return; // done, and nobody hears of it
            }
            visitor.answer(Xml.loginOr(next, _ -> Xml.success("")));
          }
        });
  }

  private static XenApi login(RawServer server) {
    return XenApi.login(
        ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
            .callDeadline(Duration.ofSeconds(30))
            .connectTimeout(Duration.ofSeconds(30))
            .build());
  }
}
