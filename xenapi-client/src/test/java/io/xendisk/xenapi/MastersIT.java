package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MastersIT {
  private static RawServer master(String name) {
    return RawServer.answering(
        request ->
            Xml.loginOr(
                request,
                method ->
                    method.equals("host.get_all_records")
                        ? Xml.success(Map.of())
                        : Xml.success(Map.of("OpaqueRef:p", Map.of("name_label", name)))));
  }

  private static ClientOptions.Builder at(URI url) {
    return ClientOptions.of(url, "root", new Secret("secret-pw"))
        .callDeadline(Duration.ofSeconds(30))
        .connectTimeout(Duration.ofSeconds(30));
  }

  /** A port of ours at which nobody listens, for as long as the socket is open. */
  private static Socket nobody() throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  private static URI url(Socket nobody) {
    return URI.create("http://127.0.0.1:" + nobody.getLocalPort());
  }

  @Test
  void triesTheNextAddressWhereTheFirstDoesNotAnswer() throws IOException {
    try (var down = nobody();
        var master = master("lab");
        var api = XenApi.login(at(url(down)).orElse(master.url()).build())) {
      assertThat(api.master()).isEqualTo(master.url());
    }
  }

  @Test
  void triesTheNextAddressWhereAMemberHasLostItsMaster() {
    try (var member =
            RawServer.answering(_ -> Xml.failure("HOST_UNKNOWN_TO_MASTER", "OpaqueRef:h"));
        var booting = RawServer.answering(_ -> Xml.failure("HOST_STILL_BOOTING"));
        var master = master("lab");
        var api =
            XenApi.login(at(member.url()).orElse(booting.url()).orElse(master.url()).build())) {
      assertThat(api.master()).isEqualTo(master.url());
    }
  }

  @Test
  void doesNotCarryAWrongPasswordFromHostToHost() {
    try (var first =
            RawServer.answering(_ -> Xml.failure("SESSION_AUTHENTICATION_FAILED", "root", "x"));
        var second = master("lab")) {
      var options = at(first.url()).orElse(second.url()).build();

      assertThatThrownBy(() -> XenApi.login(options)).isInstanceOf(PoolException.Rejected.class);
      assertThat(second.connections()).isZero();
    }
  }

  @Test
  void saysWhatTheFirstAddressSaidWhereNoneHelps() throws IOException {
    try (var one = nobody();
        var two = nobody()) {
      var options = at(url(one)).orElse(url(two)).build();

      assertThatThrownBy(() -> XenApi.login(options))
          .isInstanceOfSatisfying(
              PoolException.NotSent.class,
              e -> assertThat(e.host()).isEqualTo("127.0.0.1:" + one.getLocalPort()));
    }
  }

  @Test
  void endsWhereTwoHostsNameEachOther() {
    var addressOfTwo = new AtomicReference<>("");
    try (var one = RawServer.answering(_ -> Xml.failure("HOST_IS_SLAVE", addressOfTwo.get()));
        var two = RawServer.answering(_ -> Xml.failure("HOST_IS_SLAVE", one.address()))) {
      addressOfTwo.set(two.address());

      assertThatThrownBy(() -> XenApi.login(at(one.url()).build()))
          .isInstanceOfSatisfying(
              PoolException.NotSent.class,
              e -> assertThat(e.reason()).isEqualTo(PoolException.NotSent.Reason.NO_MASTER));
      assertThat(one.requests()).hasSize(1);
      assertThat(two.requests()).hasSize(1);
    }
  }

  @Test
  void followsOnlyToAllowedAddressesWhereSomeAreNamed() {
    try (var master = master("lab");
        var member = RawServer.answering(_ -> Xml.failure("HOST_IS_SLAVE", master.address()))) {
      assertThatThrownBy(() -> XenApi.login(at(member.url()).allowedAddress("192.0.2.7").build()))
          .isInstanceOf(PoolException.NotSent.class);
      assertThat(master.connections()).isZero();

      try (var api = XenApi.login(at(member.url()).allowedAddress(master.address()).build())) {
        assertThat(api.master()).isEqualTo(master.url());
      }
    }
  }

  @Test
  void readsGoOnAtTheNewMasterWhenTheOldOneDies() {
    var old = master("lab");
    try (var fresh = master("lab after failover");
        var api = XenApi.login(at(old.url()).orElse(fresh.url()).build())) {
      assertThat(api.all(XenClass.POOL)).extracting(PoolRecord::nameLabel).containsExactly("lab");

      old.close();

      assertThat(api.all(XenClass.POOL))
          .extracting(PoolRecord::nameLabel)
          .containsExactly("lab after failover");
      assertThat(api.master()).isEqualTo(fresh.url());
    } finally {
      old.close();
    }
  }

  @Test
  void hostsThatThePoolNamedAreTriedWhenItsMasterDies() {
    try (var fresh = master("lab after failover")) {
      var old =
          RawServer.answering(
              request ->
                  Xml.loginOr(
                      request,
                      _ -> Xml.success(Map.of("OpaqueRef:h", Map.of("address", fresh.address())))));
      try (var api = XenApi.login(at(old.url()).build())) {
        assertThat(api.all(XenClass.HOST)).hasSize(1);

        old.close();

        assertThat(api.all(XenClass.POOL)).hasSize(1);
        assertThat(api.master()).isEqualTo(fresh.url());
      } finally {
        old.close();
      }
    }
  }

  @Test
  void aMasterThatBecameAMemberLeadsToTheNewOne() {
    var deposed = new AtomicInteger();
    try (var fresh = master("lab after failover");
        var old =
            RawServer.answering(
                request ->
                    deposed.get() == 0
                        ? Xml.loginOr(request, _ -> Xml.success(Map.of()))
                        : Xml.failure("HOST_IS_SLAVE", fresh.address()));
        var api = XenApi.login(at(old.url()).build())) {
      deposed.set(1);

      assertThat(api.all(XenClass.POOL)).hasSize(1);
      assertThat(api.master()).isEqualTo(fresh.url());
    }
  }

  @Test
  void aSessionThatMayStillLiveIsNotLeftBehind() {
    var certificate = TestCertificate.selfSigned(TestCertificate.Wish.host());
    Set<String> sessions = ConcurrentHashMap.newKeySet();
    var connections = new AtomicInteger();
    var thirdIsThere = new CountDownLatch(1);
    RawServer.Talk talk =
        visitor -> {
          switch (connections.incrementAndGet()) {
            case 1 -> visitor.answer(answer(visitor.request(), sessions)); // and hangs up
            case 2 -> await(thirdIsThere); // no handshake: the network is away for a moment
            default -> {
              thirdIsThere.countDown();
              RawServer.serve(visitor, request -> answer(request, sessions));
            }
          }
        };
    try (var server = RawServer.start(certificate.server(), talk)) {
      var options =
          at(server.url())
              .trust(new Trust.Pinned(certificate.fingerprint()))
              .connectTimeout(Duration.ofSeconds(3))
              .build();
      try (var api = XenApi.login(options)) {
        assertThat(api.all(XenClass.SR)).isEmpty();

        assertThat(server.methods()).filteredOn("session.login_with_password"::equals).hasSize(2);
        assertThat(sessions).hasSize(1);
      }
      assertThat(sessions).isEmpty();
    }
  }

  private static String answer(RawServer.@Nullable Request request, Set<String> sessions) {
    if (request == null) {
      return "";
    }
    return switch (request.method()) {
      case "session.login_with_password" -> {
        String session = "OpaqueRef:s" + System.nanoTime();
        sessions.add(session);
        yield Xml.success(session);
      }
      case "session.logout" -> {
        sessions.remove(request.params().getFirst());
        yield Xml.success("");
      }
      default -> Xml.success(Map.of());
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aWriteIsNotCarriedOverToTheNewMaster() {
    var old = master("lab");
    try (var fresh = master("lab after failover");
        var api = XenApi.login(at(old.url()).orElse(fresh.url()).build())) {
      old.close();

      assertThatThrownBy(() -> api.plugAsync(new VbdRef("OpaqueRef:v")))
          .isInstanceOf(PoolException.class);
      assertThat(fresh.methods()).doesNotContain("Async.VBD.plug");
    } finally {
      old.close();
    }
  }
}
