package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RawExportIT {
  private static final VdiRef VDI = new VdiRef("OpaqueRef:vdi");
  private static final TaskRef TASK = new TaskRef("OpaqueRef:task");

  private static XenApi login(RawServer server) {
    return XenApi.login(
        ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
            .callDeadline(Duration.ofSeconds(30))
            .connectTimeout(Duration.ofSeconds(30))
            .build());
  }

  /** A pool whose host streams a disk whose bytes count up, and says how many went out. */
  private static RawServer pool(AtomicLong streamed, Map<String, Object> records) {
    return RawServer.start(
        visitor -> {
          for (var next = visitor.request(); next != null; next = visitor.request()) {
            if (!next.head().startsWith("GET ")) {
              visitor.answer(
                  Xml.loginOr(next, method -> Xml.success(records.getOrDefault(method, ""))));
              continue;
            }
            visitor.say("HTTP/1.1 200 OK\r\ntask-id: OpaqueRef:task\r\n\r\n");
            visitor.socket.setSendBufferSize(64 << 10);
            var block = new byte[16 << 10];
            for (long sent = 0; sent < 64L << 20; sent += block.length) {
              for (int i = 0; i < block.length; i++) {
                block[i] = (byte) ((sent + i) / 512);
              }
              visitor.out.write(block);
              streamed.addAndGet(block.length);
            }
            return;
          }
        });
  }

  @Test
  void readsTheFirstBytesAndHangsUp() {
    var streamed = new AtomicLong();
    try (var server = pool(streamed, Map.of());
        var api = login(server)) {
      var start = api.readStart(VDI, server.url(), RawRequest.first(4096), in -> in.readAllBytes());

      assertThat(start.value()).hasSize(4096);
      assertThat(start.value()[512]).isEqualTo((byte) 1);
      assertThat(start.task()).contains(TASK);
      assertThat(start.bytes()).isEqualTo(4096);
      assertThat(api.callCount()).isEqualTo(1);
    }
  }

  @Test
  void aSuperblockFurtherInCostsWhatLiesBeforeItAndLittleMore() {
    var streamed = new AtomicLong();
    try (var server = pool(streamed, Map.of());
        var api = login(server)) {
      long at = 2048 * 512 + 1024;

      var start =
          api.readStart(
              VDI,
              server.url(),
              RawRequest.first(64L << 20),
              in -> {
                in.skipNBytes(at);
                return in.readNBytes(1024);
              });

      assertThat(start.value()[0]).isEqualTo((byte) (at / 512));
      assertThat(start.bytes()).isEqualTo(at + 1024);
      assertThat(streamed.get()).isLessThan(at + (1 << 20));
    }
  }

  @Test
  void keepsTheSessionOutOfTheUrl() {
    try (var server = pool(new AtomicLong(), Map.of());
        var api = login(server)) {
      api.readStart(
          VDI,
          server.url(),
          new RawRequest(512, Duration.ofSeconds(5), new TaskRef("OpaqueRef:ours")),
          in -> in.readAllBytes());

      String head = server.requests().getLast().head();
      assertThat(head)
          .startsWith(
              "GET /export_raw_vdi?vdi=OpaqueRef:vdi&format=raw&task_id=OpaqueRef:ours"
                  + " HTTP/1.0\r\n")
          .contains("\r\nCookie: session_id=" + Xml.SESSION + "\r\n");
      assertThat(head.lines().findFirst().orElseThrow()).doesNotContain(Xml.SESSION);
    }
  }

  @Test
  void followsARedirectToAHostOfThePoolOnly() {
    var records = new ConcurrentHashMap<String, Object>();
    try (var member = pool(new AtomicLong(), Map.of());
        var stranger = pool(new AtomicLong(), Map.of());
        var master =
            RawServer.start(
                visitor -> {
                  for (var next = visitor.request(); next != null; next = visitor.request()) {
                    if (next.head().startsWith("GET ")) {
                      visitor.say(
                          "HTTP/1.1 302 Found\r\nLocation: %s/export_raw_vdi\r\nContent-Length: 0\r\n\r\n"
                              .formatted(records.get("to")));
                      return;
                    }
                    visitor.answer(
                        Xml.loginOr(next, _ -> Xml.success(records.getOrDefault("hosts", ""))));
                  }
                });
        var api = login(master)) {
      records.put("hosts", Map.of("OpaqueRef:h", Map.of("address", member.address())));

      records.put("to", member.url());
      var start = api.readStart(VDI, master.url(), RawRequest.first(512), in -> in.readAllBytes());
      assertThat(start.value()).hasSize(512);

      records.put("to", stranger.url());
      assertThatThrownBy(
              () ->
                  api.readStart(VDI, master.url(), RawRequest.first(512), in -> in.readAllBytes()))
          .isInstanceOfSatisfying(
              PoolException.NotSent.class,
              e -> assertThat(e.reason()).isEqualTo(PoolException.NotSent.Reason.FOREIGN_ADDRESS));
      assertThat(stranger.connections()).isZero();
    }
  }

  @Test
  void saysWhatTheTaskSaysWhereTheDiskEndsTooEarly() {
    try (var server =
            RawServer.start(
                visitor -> {
                  for (var next = visitor.request(); next != null; next = visitor.request()) {
                    if (next.head().startsWith("GET ")) {
                      visitor.say("HTTP/1.1 200 OK\r\ntask-id: OpaqueRef:task\r\n\r\nshort");
                      return;
                    }
                    visitor.answer(
                        Xml.loginOr(
                            next,
                            _ ->
                                Xml.success(
                                    Map.of(
                                        "status",
                                        "failure",
                                        "error_info",
                                        List.of("SR_BACKEND_FAILURE_46", "", "gone", "")))));
                  }
                });
        var api = login(server)) {
      assertThatThrownBy(
              () ->
                  api.readStart(VDI, server.url(), RawRequest.first(512), in -> readFully(in, 512)))
          .isInstanceOfSatisfying(
              PoolException.Rejected.class,
              e -> {
                assertThat(e.code()).isEqualTo("SR_BACKEND_FAILURE_46");
                assertThat(e.params()).containsExactly("", "gone", "");
              });
    }
  }

  @Test
  void givesUpAtTheDeadline() {
    try (var server =
            RawServer.start(
                visitor -> {
                  for (var next = visitor.request(); next != null; next = visitor.request()) {
                    if (next.head().startsWith("GET ")) {
                      visitor.say("HTTP/1.1 200 OK\r\n\r\nx");
                      while (visitor.in.read() >= 0) {}
                      return;
                    }
                    visitor.answer(Xml.loginOr(next, _ -> Xml.success("")));
                  }
                });
        var api = login(server)) {
      var request = new RawRequest(512, Duration.ofMillis(300), null);

      assertThatThrownBy(() -> api.readStart(VDI, server.url(), request, in -> readFully(in, 512)))
          .isInstanceOfSatisfying(
              PoolException.ReplyLost.class,
              e -> assertThat(e.reason()).isEqualTo(PoolException.ReplyLost.Reason.TIMED_OUT));
    }
  }

  @Test
  void aHostThatKnowsNoSuchRequestIsTooOld() {
    try (var server =
            RawServer.start(
                visitor -> {
                  for (var next = visitor.request(); next != null; next = visitor.request()) {
                    visitor.answer(
                        next.head().startsWith("GET ") ? "404 Not Found" : "200 OK",
                        "text/xml",
                        Xml.loginOr(next, _ -> ""));
                  }
                });
        var api = login(server)) {
      assertThatThrownBy(
              () -> api.readStart(VDI, server.url(), RawRequest.first(1), in -> in.readAllBytes()))
          .isInstanceOfSatisfying(
              PoolException.ReplyLost.class,
              e -> assertThat(e.reason()).isEqualTo(PoolException.ReplyLost.Reason.HTTP_STATUS));
    }
  }

  @Test
  void aHostThatIsNotThereIsNotSent() throws IOException {
    try (var server = pool(new AtomicLong(), Map.of());
        var api = login(server);
        var nobody = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // and never listens

      assertThatThrownBy(
              () ->
                  api.readStart(
                      VDI,
                      URI.create("http://127.0.0.1:" + nobody.getLocalPort()),
                      RawRequest.first(1),
                      in -> in.readAllBytes()))
          .isInstanceOfSatisfying(
              PoolException.NotSent.class,
              e -> assertThat(e.reason()).isEqualTo(PoolException.NotSent.Reason.UNREACHABLE));
    }
  }

  private static byte[] readFully(InputStream in, int count) throws IOException {
    var bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("%d bytes of %d".formatted(bytes.length, count));
    }
    return bytes;
  }
}
