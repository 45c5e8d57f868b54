package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.fixtures.SimulatedPool;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole vocabulary against a pool that answers as xapi does. */
@Timeout(120)
class SimulatedPoolIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static ClientOptions.Builder at(SimulatedPool pool, URI url) {
    return ClientOptions.of(url, pool.user(), new Secret(pool.password()))
        .originator("xendisk-test")
        .callDeadline(LONG)
        .connectTimeout(LONG);
  }

  private static XenApi login(SimulatedPool pool) {
    return XenApi.login(at(pool, pool.url()).build());
  }

  private static VmRecord vm(XenApi api, String name) {
    return api.find(XenClass.VM, Where.nameLabel(name)).getFirst();
  }

  private static HostRecord host(XenApi api, String name) {
    return api.find(XenClass.HOST, Where.nameLabel(name)).getFirst();
  }

  /** The disk at a kernel name of a host, found as facts §2.3 says: never by the SR's name. */
  private static VdiRecord disk(XenApi api, String host, String device) {
    var hostRef = host(api, host).ref();
    var blockSrs =
        api.find(XenClass.SR, Where.field("type").is("udev")).stream()
            .filter(sr -> "block".equals(sr.smConfig().get("type")))
            .toList();
    var pbds = api.find(XenClass.PBD, Where.field("host").is(hostRef));
    SrRecord sr =
        blockSrs.stream()
            .filter(each -> pbds.stream().anyMatch(pbd -> pbd.sr().equals(each.ref())))
            .findFirst()
            .orElseThrow();
    return api.find(XenClass.VDI, Where.field("SR").is(sr.ref())).stream()
        .filter(vdi -> vdi.location().endsWith("/" + device))
        .findFirst()
        .orElseThrow();
  }

  private static VbdSpec spec(VmRecord vm, VdiRecord vdi, String run) {
    return new VbdSpec(
        vm.ref(), vdi.ref(), VbdSpec.AUTODETECT, VbdMode.RW, true, Map.of("xendisk:run", run));
  }

  @Test
  void aDiskGoesInAndOutAndEveryCallIsCounted() {
    try (var pool = SimulatedPool.start("nas")) {
      var api = login(pool);
      var nas01 = vm(api, "nas01");
      var vdi = disk(api, "xs1", "sdc");

      VbdRef vbd = api.createVbd(spec(nas01, vdi, "r-1"));
      assertThat(api.awaitTask(api.plugAsync(vbd), LONG)).isInstanceOf(TaskOutcome.Done.class);
      assertThat(api.get(XenClass.VBD, vbd))
          .hasValueSatisfying(
              now -> {
                assertThat(now.currentlyAttached()).isTrue();
                assertThat(now.device()).startsWith("xvd");
                assertThat(now.unpluggable()).isTrue();
                assertThat(now.otherConfig()).containsEntry("xendisk:run", "r-1");
              });
      assertThat(pool.guest("nas01").devices()).containsValue("ready");

      assertThat(api.awaitTask(api.unplugAsync(vbd), LONG)).isInstanceOf(TaskOutcome.Done.class);
      api.destroyVbd(vbd);
      assertThat(api.get(XenClass.VBD, vbd)).isEmpty();
      assertThat(api.get(XenClass.VDI, vdi.ref()).orElseThrow().vbds()).isEmpty();
      api.close();

      assertThat(api.callCount()).isEqualTo(pool.calls().count());
    }
  }

  @Test
  void aMountedDiskRefusesToGoAndTheTaskSaysSo() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      VbdRef vbd = api.createVbd(spec(vm(api, "nas01"), disk(api, "xs1", "sdc"), "r-1"));
      api.awaitTask(api.plugAsync(vbd), LONG);
      String device = api.get(XenClass.VBD, vbd).orElseThrow().device();
      pool.guest("nas01").mount(device);

      assertThat(api.awaitTask(api.unplugAsync(vbd), LONG))
          .isInstanceOfSatisfying(
              TaskOutcome.Failed.class,
              failed -> assertThat(failed.error().is("DEVICE_DETACH_REJECTED")).isTrue());
    }
  }

  @Test
  void aLookAndItsEventsFollowAnAttach() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      var nas01 = vm(api, "nas01");
      var vdi = disk(api, "xs1", "sdc");
      var look =
          api.look(
              List.of(nas01.ref(), nas01.metrics(), nas01.guestMetrics(), vdi.ref()),
              List.of(XenClass.HOST, XenClass.POOL));
      assertThat(look.missing()).isEmpty();
      assertThat(look.all(XenClass.HOST)).hasSize(2);
      assertThat(look.get(XenClass.VM, nas01.ref())).contains(nas01);
      var stream = look.follow();

      VbdRef vbd = api.createVbd(spec(nas01, vdi, "r-1"));
      TaskRef task = api.plugAsync(vbd);
      stream.also(vbd);
      stream.also(task);
      while (stream.latest(XenClass.TASK, task).filter(now -> now.status().isFinal()).isEmpty()) {
        stream.next(LONG);
      }

      assertThat(stream.latest(XenClass.TASK, task))
          .map(TaskRecord::status)
          .contains(TaskStatus.SUCCESS);
      assertThat(stream.latest(XenClass.VBD, vbd)).map(VbdRecord::currentlyAttached).contains(true);
      assertThat(stream.latest(XenClass.VDI, vdi.ref()).orElseThrow().vbds()).contains(vbd);
    }
  }

  @Test
  void theFirstBytesOfADiskAreReadAndTheControlDomainLetsGo() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      var vdi = disk(api, "xs1", "sdb");
      long before = api.callCount();

      var start =
          api.readStart(
              vdi.ref(),
              api.urlOf(host(api, "xs1")),
              RawRequest.first(1 << 20),
              in -> in.readNBytes(512));

      assertThat(start.value()[510]).isEqualTo((byte) 0x55);
      assertThat(start.value()[511]).isEqualTo((byte) 0xaa);
      assertThat(start.task()).isPresent();
      assertThat(api.callCount() - before).isEqualTo(1); // the host's address
      assertThat(api.awaitLetGo(vdi.ref(), LONG)).isTrue();
    }
  }

  @Test
  void aReadAtTheWrongHostIsRedirectedWithinThePool() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      var vdi = disk(api, "xs2", "sdb");

      var start =
          api.readStart(
              vdi.ref(), pool.url("xs1"), RawRequest.first(512), in -> in.readNBytes(512));

      assertThat(start.value()).hasSize(512);
    }
  }

  @Test
  void aLeaseIsWonByOneAndItsKeyIsTakenAway() {
    try (var pool = SimulatedPool.start("nas");
        var one = login(pool);
        var two = login(pool)) {
      var vdi = disk(one, "xs1", "sdc").ref();

      assertThat(one.addToOtherConfig(vdi, "xendisk:lease", "one")).isTrue();
      assertThat(two.addToOtherConfig(vdi, "xendisk:lease", "two")).isFalse();
      one.removeFromOtherConfig(vdi, "xendisk:lease");
      assertThat(two.addToOtherConfig(vdi, "xendisk:lease", "two")).isTrue();
      assertThat(one.get(XenClass.VDI, vdi).orElseThrow().otherConfig())
          .containsEntry("xendisk:lease", "two");
    }
  }

  @Test
  void everyLostAnswerIsSettledWithOneLook() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool);
        var plain = login(pool)) {
      var nas01 = vm(api, "nas01");
      var vdi = disk(api, "xs1", "sdc");
      var spec = spec(nas01, vdi, "r-7");

      pool.faults().dropAfter("VDI.add_to_other_config", 1);
      assertLost(() -> api.addToOtherConfig(vdi.ref(), "xendisk:lease", "token-1"));
      assertThat(plain.get(XenClass.VDI, vdi.ref()).orElseThrow().otherConfig())
          .containsEntry("xendisk:lease", "token-1");

      pool.faults().dropAfter("VDI.remove_from_other_config", 1);
      assertLost(() -> api.removeFromOtherConfig(vdi.ref(), "xendisk:lease"));
      assertThat(plain.get(XenClass.VDI, vdi.ref()).orElseThrow().otherConfig())
          .doesNotContainKey("xendisk:lease");

      pool.faults().dropAfter("VBD.create", 1);
      assertLost(() -> api.createVbd(spec));
      VbdRef vbd = api.createdVbd(spec, "xendisk:run").orElseThrow().ref();
      assertThat(plain.get(XenClass.VDI, vdi.ref()).orElseThrow().vbds()).containsExactly(vbd);

      pool.faults().dropAfter("Async.VBD.plug", 1);
      assertLost(() -> api.plugAsync(vbd));
      try (var live = LivePool.start(api, List.of(XenClass.VBD), new Random(1))) {
        assertThat(
                live.await(
                    view ->
                        view.get(XenClass.VBD, vbd)
                            .filter(
                                now ->
                                    now.currentlyAttached() && now.currentOperations().isEmpty()),
                    LONG))
            .isPresent();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(pool.calls().count("Async.VBD.plug")).isEqualTo(1);

      pool.faults().dropAfter("Async.VBD.unplug", 1);
      assertLost(() -> api.unplugAsync(vbd));
      var stream = api.look(List.of(vbd), List.of()).follow();
      while (stream.latest(XenClass.VBD, vbd).orElseThrow().currentlyAttached()) {
        stream.next(LONG);
      }

      pool.faults().dropAfter("VBD.destroy", 1);
      assertLost(() -> api.destroyVbd(vbd));
      assertThat(api.get(XenClass.VBD, vbd)).isEmpty();
      assertThat(plain.get(XenClass.VDI, vdi.ref()).orElseThrow().vbds()).isEmpty();
    }
  }

  @Test
  void aStartWhoseAnswerIsLostIsFoundThroughTheVm() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      var nas02 = vm(api, "nas02").ref();
      pool.faults().dropAfter("Async.VM.start_on", 1);

      var xs1 = host(api, "xs1").ref();
      assertLost(() -> api.startOnAsync(nas02, xs1));

      var stream = api.look(List.of(nas02), List.of()).follow();
      while (stream.latest(XenClass.VM, nas02).orElseThrow().powerState() != PowerState.RUNNING) {
        stream.next(LONG);
      }
      assertThat(pool.calls().count("Async.VM.start_on")).isEqualTo(1);
    }
  }

  private static void assertLost(Runnable write) {
    assertThatThrownBy(write::run)
        .isInstanceOfSatisfying(
            PoolException.ReplyLost.class,
            e -> assertThat(e.reason()).isEqualTo(PoolException.ReplyLost.Reason.DISCONNECTED));
  }

  @Test
  void readsAndEventsGoOnAfterTheMasterHasMoved() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      var nas01 = vm(api, "nas01");
      var stream = api.look(List.of(nas01.ref()), List.of(XenClass.HOST)).follow();

      pool.rack().master("xs2");

      assertThat(api.get(XenClass.VM, nas01.ref())).map(VmRecord::nameLabel).contains("nas01");
      assertThat(api.master()).isEqualTo(pool.url("xs2"));
      stream.next(Duration.ZERO);
      assertThat(stream.latest(nas01.ref())).isPresent();
    }
  }

  @Test
  void aMemberLeadsToTheMaster() {
    try (var pool = SimulatedPool.start("nas");
        var api = XenApi.login(at(pool, pool.url("xs2")).build())) {
      assertThat(api.master()).isEqualTo(pool.url("xs1"));
    }
  }

  @Test
  void aLivePoolSurvivesTheEndOfEverySession() throws InterruptedException {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool);
        var live = LivePool.start(api, List.of(XenClass.VM, XenClass.VBD), new Random(1))) {
      assertThat(live.await(view -> named(view, "nas01"), LONG)).isPresent();

      pool.rack().toolstackRestart("xs1");

      var nas01 = vm(api, "nas01");
      assertThat(api.addToOtherConfig(nas01.ref(), "xendisk:test", "1")).isTrue();
      assertThat(
              live.await(
                  view ->
                      view.get(XenClass.VM, nas01.ref())
                          .filter(vm -> vm.otherConfig().containsKey("xendisk:test")),
                  LONG))
          .isPresent();
    }
  }

  private static Optional<VmRecord> named(LivePool.View view, String name) {
    return view.all(XenClass.VM).stream().filter(vm -> vm.nameLabel().equals(name)).findFirst();
  }

  @Test
  void everyHostProvesItselfByItsOwnCertificate() {
    try (var pool = SimulatedPool.of("nas").tls().start()) {
      var xs1 = pin(pool, "xs1");
      var xs2 = pin(pool, "xs2");
      String address = pool.url("xs1").getAuthority();

      var options = at(pool, pool.url("xs2")).trust(xs2).trust(address, xs1).build();
      try (var api = XenApi.login(options)) {
        assertThat(api.master()).isEqualTo(pool.url("xs1"));
      }

      var withoutTheMasters = at(pool, pool.url("xs2")).trust(xs2).build();
      assertThatThrownBy(() -> XenApi.login(withoutTheMasters))
          .isInstanceOfSatisfying(
              PoolException.NotSent.class,
              e -> {
                assertThat(e.reason()).isEqualTo(PoolException.NotSent.Reason.UNTRUSTED);
                assertThat(e.host()).isEqualTo(address);
                assertThat(e.shownCertificate()).contains(xs1.fingerprint());
                assertThat(e.expectedCertificate()).contains(xs2.fingerprint());
              });
    }
  }

  private static Trust.Pinned pin(SimulatedPool pool, String host) {
    return new Trust.Pinned(Fingerprint.parse(pool.certificates().getOrDefault(host, "")));
  }

  @Test
  void aWrongPasswordIsRejected() {
    try (var pool = SimulatedPool.start("nas")) {
      var options = ClientOptions.of(pool.url(), "root", new Secret("not-the-password")).build();

      assertThatThrownBy(() -> XenApi.login(options))
          .isInstanceOfSatisfying(
              PoolException.Rejected.class,
              e -> assertThat(e.is("SESSION_AUTHENTICATION_FAILED")).isTrue())
          .hasMessageNotContaining("not-the-password");
    }
  }

  @Test
  void aHostsClockIsRead() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      assertThat(
              Duration.between(pool.clock().instant(), api.serverTime(host(api, "xs1").ref()))
                  .abs())
          .isLessThan(LONG);
    }
  }

  @Test
  void aVmWithACharacterBeyondTheFirstPlaneIsFoundOrNotButNeverAnError() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      assertThat(api.find(XenClass.VM, Where.nameLabel("nas 😀 <&>'"))).isEmpty();
    }
  }

  @Test
  void checksAndBlocksOfAVmSayWhoIsInTheWay() {
    try (var pool = SimulatedPool.start("nas");
        var api = login(pool)) {
      var nas02 = vm(api, "nas02").ref();
      api.assertCanBootHere(nas02, host(api, "xs1").ref());

      assertThat(api.blockOperation(nas02, "start", "a disk has to be looked at first")).isTrue();
      assertThat(api.blockOperation(nas02, "start", "again")).isFalse();
      assertThat(api.awaitTask(api.startAsync(nas02), LONG))
          .isInstanceOfSatisfying(
              TaskOutcome.Failed.class,
              failed -> assertThat(failed.error().is("OPERATION_BLOCKED")).isTrue());
      api.unblockOperation(nas02, "start");
      assertThat(api.awaitTask(api.startOnAsync(nas02, host(api, "xs1").ref()), LONG))
          .isInstanceOf(TaskOutcome.Done.class);
    }
  }
}
