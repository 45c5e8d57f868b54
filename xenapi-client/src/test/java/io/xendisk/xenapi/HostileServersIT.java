package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.xendisk.xenapi.RawServer.Talk;
import io.xendisk.xenapi.RawServer.Visitor;
import io.xendisk.xenapi.TestCertificate.Wish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a server can do to a client. Every case asserts how it ends, that it ends in time, and what
 * it costs in memory; afterwards no gadget may have run and no bait may have been fetched.
 */
class HostileServersIT {
  /** For the cases that end by their deadline; the others have time, on a busy machine too. */
  private static final Duration SHORT = Duration.ofMillis(1200);

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long MEMORY = 192L << 20;
  private static final long LARGEST = 4L << 20;

  /** How a case has to end. */
  private record Expected(String what, Consumer<@Nullable Throwable> check) {}

  private record Case(String name, Talk server, Expected expected, Host host, Read read) {
    Case(String name, Talk server, Expected expected) {
      this(name, server, expected, Host.PLAIN, api -> api.all(XenClass.POOL));
    }

    Duration deadline() {
      return expected.what.endsWith("TIMED_OUT") ? SHORT : LONG;
    }
  }

  /** What the server shows, and what the client trusts. */
  private record Host(@Nullable TestCertificate shown, Trust trust) {
    static final Host PLAIN = new Host(null, new Trust.SystemStore());

    RawServer start(Talk talk) {
      return shown == null ? RawServer.start(talk) : RawServer.start(shown.server(), talk);
    }
  }

  /** What the client asks for after its login. */
  private interface Read {
    Object of(XenApi api);
  }

  @TempDir private Path directory;

  private final List<Case> cases = new ArrayList<>();

  private static Expected lost(PoolException.ReplyLost.Reason reason) {
    return new Expected(
        "lost, " + reason,
        thrown ->
            assertThat(thrown)
                .isInstanceOfSatisfying(
                    PoolException.ReplyLost.class, e -> assertThat(e.reason()).isEqualTo(reason)));
  }

  private static Expected malformed() {
    return lost(PoolException.ReplyLost.Reason.MALFORMED);
  }

  private static Expected tooLarge() {
    return lost(PoolException.ReplyLost.Reason.TOO_LARGE);
  }

  private static Expected timedOut() {
    return lost(PoolException.ReplyLost.Reason.TIMED_OUT);
  }

  private static Expected disconnected() {
    return lost(PoolException.ReplyLost.Reason.DISCONNECTED);
  }

  private static Expected status() {
    return lost(PoolException.ReplyLost.Reason.HTTP_STATUS);
  }

  private static Expected fine() {
    return new Expected("fine", thrown -> assertThat(thrown).isNull());
  }

  private static Expected notSent(PoolException.NotSent.Reason reason) {
    return new Expected(
        "not sent, " + reason,
        thrown ->
            assertThat(thrown)
                .isInstanceOfSatisfying(
                    PoolException.NotSent.class, e -> assertThat(e.reason()).isEqualTo(reason)));
  }

  private static Expected rejected(String code) {
    return new Expected(
        "rejected, " + code,
        thrown ->
            assertThat(thrown)
                .isInstanceOfSatisfying(
                    PoolException.Rejected.class, e -> assertThat(e.code()).isEqualTo(code)));
  }

  /** Every request but login and logout meets this. */
  private void afterLogin(String name, Expected expected, Talk hostile) {
    cases.add(
        new Case(
            name,
            visitor -> {
              for (var next = visitor.request(); next != null; next = visitor.request()) {
                switch (next.method()) {
                  case "session.login_with_password" -> visitor.answer(Xml.success(Xml.SESSION));
                  case "session.logout" -> visitor.answer(Xml.success(""));
                  default -> {
                    hostile.with(visitor);
                    return;
                  }
                }
              }
            },
            expected));
  }

  /** The body of the answer to a read, in a sound HTTP answer. */
  private void body(String name, Expected expected, String body) {
    afterLogin(name, expected, visitor -> visitor.answer(body));
  }

  /** A value in a sound answer. */
  private void value(String name, Expected expected, String value) {
    body(name, expected, Xml.success(new Xml.Raw(value)));
  }

  /** One field of one pool record. */
  private void field(String name, Expected expected, String field, String value) {
    value(
        name,
        expected,
        "<struct><member><name>OpaqueRef:p</name><value><struct><member><name>%s</name><value>%s</value></member></struct></value></member></struct>"
            .formatted(field, value));
  }

  /** The login itself meets this. */
  private void login(String name, Expected expected, Talk hostile) {
    cases.add(new Case(name, hostile, expected));
  }

  private void loginAnswer(String name, Expected expected, String body) {
    login(name, expected, visitor -> RawServer.serve(visitor, _ -> body));
  }

  @TestFactory
  Stream<DynamicTest> nothingThatAServerDoesHurts() {
    var bait = RawServer.answering(_ -> "<!ENTITY x 'y'>");
    documents(bait);
    values();
    sizes();
    http(bait);
    slowness();
    masters(bait);
    tls();
    certificates();
    newer();
    int count = cases.size();
    Stream<DynamicTest> all =
        cases.stream()
            .map(
                each ->
                    DynamicTest.dynamicTest(
                        each.name + " -> " + each.expected.what, () -> run(each)));
    return Stream.concat(
        all,
        Stream.of(
            DynamicTest.dynamicTest(
                "no gadget ran, no bait was fetched, and " + count + " cases are at least 60",
                () -> {
                  try (bait) {
                    assertThat(Gadget.READ).hasValue(0);
                    assertThat(bait.connections()).isZero();
                    assertThat(count).isGreaterThanOrEqualTo(60);
                  }
                })));
  }

  private static void run(Case each) throws InterruptedException {
    boolean tls = each.name.startsWith("https:");
    try (var server = each.host.start(each.server)) {
      var options =
          ClientOptions.of(
                  URI.create((tls ? "https://" : "http://") + server.address()),
                  "root",
                  new Secret("secret-pw"))
              .trust(each.host.trust)
              .callDeadline(each.deadline())
              .connectTimeout(each.deadline())
              .maxReplyBytes(LARGEST)
              .allowedAddress("192.0.2.1")
              .build();
      // A thread of its own: its allocation is what the case costs, and a stack is what it may
      // blow.
      var done = new CountDownLatch(1);
      var ended = new Ended();
      Thread.ofPlatform()
          .start(
              () -> {
                long start = System.nanoTime();
                var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadAllocatedBytes();
                try (var api = XenApi.login(options)) {
                  assertThat(each.read.of(api)).isNotNull();
                } catch (Throwable e) {
                  ended.thrown = e;
                }
                ended.allocated = threads.getCurrentThreadAllocatedBytes() - before;
                ended.took = Duration.ofNanos(System.nanoTime() - start);
                done.countDown();
              });
      if (!done.await(30, TimeUnit.SECONDS)) {
        fail(each.name + " did not end");
      }
      each.expected.check.accept(ended.thrown);
      assertThat(ended.took).as("time").isLessThan(each.deadline().plus(GRACE));
      assertThat(ended.allocated).as("bytes allocated").isLessThan(MEMORY);
      if (ended.thrown != null) {
        assertThat(ended.thrown).hasMessageNotContaining("secret-pw");
        assertThat(ended.thrown.getMessage()).hasSizeLessThan(1000);
      }
    }
  }

  /** What a case came to; written before its latch opens. */
  private static final class Ended {
    private @Nullable Throwable thrown;
    private Duration took = Duration.ZERO;
    private long allocated;
  }

  private void documents(RawServer bait) {
    String url = bait.url() + "/bait";
    String sound =
        "<methodResponse><params><param><value>%s</value></param></params></methodResponse>";
    body(
        "external entity",
        malformed(),
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]>".formatted(url) + sound.formatted("&x;"));
    body(
        "external entity of a file",
        malformed(),
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + sound.formatted("&x;"));
    body(
        "external document type",
        malformed(),
        "<!DOCTYPE a SYSTEM \"%s\">".formatted(url) + sound.formatted("1"));
    body(
        "public document type",
        malformed(),
        "<!DOCTYPE a PUBLIC \"-//X\" \"%s\">".formatted(url) + sound.formatted("1"));
    body(
        "parameter entity",
        malformed(),
        "<!DOCTYPE a [<!ENTITY %% x SYSTEM \"%s\"> %%x;]>".formatted(url) + sound.formatted("1"));
    body("billion laughs", malformed(), laughs() + sound.formatted("&l9;"));
    body(
        "quadratic blow-up",
        malformed(),
        "<!DOCTYPE a [<!ENTITY x \""
            + "y".repeat(50_000)
            + "\">]>"
            + sound.formatted("&x;".repeat(50_000)));
    body("undeclared entity", malformed(), sound.formatted("&x;"));
    body(
        "XInclude",
        malformed(),
        sound.formatted(
            "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + url + "\"/>"));
    body(
        "processing instruction",
        malformed(),
        "<?xml-stylesheet href=\"" + url + "\"?>" + sound.formatted("1"));
    body(
        "schema location",
        malformed(),
        "<methodResponse xmlns=\"x\" xsi:schemaLocation=\"x " + url + "\"/>");
    body("no XML", malformed(), "hello");
    body("nothing at all", malformed(), "");
    body("JSON", malformed(), "{\"jsonrpc\":\"2.0\",\"result\":[]}");
    body("half a document", malformed(), Xml.success("x").substring(0, 80));
    body("two documents", malformed(), Xml.success("x") + Xml.success("y"));
    body(
        "UTF-16 by its label",
        malformed(),
        "\ufeff<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>");
    body("a control character", malformed(), sound.formatted("a\u0001b"));
    body("a NUL", malformed(), sound.formatted("a\u0000b"));
    body("a reference to a control character", malformed(), sound.formatted("&#1;"));
    afterLogin(
        "invalid UTF-8",
        malformed(),
        visitor -> {
          byte[] bytes = Xml.success("x").getBytes(StandardCharsets.UTF_8);
          bytes[bytes.length / 2] = (byte) 0xc0;
          visitor.say("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(bytes.length));
          visitor.out.write(bytes);
          visitor.out.flush();
        });
    afterLogin(
        "a web page",
        lost(PoolException.ReplyLost.Reason.NOT_XENAPI),
        visitor -> visitor.answer("200 OK", "text/html", "<html>Please log in</html>"));
    afterLogin(
        "XML that says it is a picture",
        fine(),
        visitor -> visitor.answer("200 OK", "image/png", Xml.success(Map.of())));
    body(
        "a web page that says it is XML",
        lost(PoolException.ReplyLost.Reason.NOT_XENAPI),
        "<html><body>Please log in</body></html>");
  }

  private static String laughs() {
    var doctype = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 10; i++) {
      doctype.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    return doctype + "]>";
  }

  private void values() {
    value("base64", malformed(), "<base64>" + Gadget.base64() + "</base64>");
    value(
        "ex:serializable",
        malformed(),
        "<ex:serializable xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">%s</ex:serializable>"
            .formatted(Gadget.base64()));
    value(
        "ex:dom",
        malformed(),
        "<ex:dom xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\"><a/></ex:dom>");
    body(
        "a gadget as faultCause",
        malformed(),
        "<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>0</int></value></member><member><name>faultString</name><value>x</value></member><member><name>faultCause</name><value><base64>%s</base64></value></member></struct></value></fault></methodResponse>"
            .formatted(Gadget.base64()));
    body(
        "a fault",
        malformed(),
        "<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>4</int></value></member></struct></value></fault></methodResponse>");
    value("text instead of records", malformed(), "text");
    value("a set instead of a map", malformed(), "<array><data/></array>");
    value(
        "a record that is text",
        malformed(),
        "<struct><member><name>OpaqueRef:p</name><value>x</value></member></struct>");
    value(
        "a reference with a quote",
        malformed(),
        "<struct><member><name>a\" or \"a\"=\"a</name><value><struct/></value></member></struct>");
    value(
        "a member twice",
        malformed(),
        "<struct><member><name>a</name><value/></member><member><name>a</name><value/></member></struct>");
    field("text as a boolean", malformed(), "ha_enabled", "true");
    field("a struct as a name", malformed(), "name_label", "<struct/>");
    field(
        "a map that holds a set",
        malformed(),
        "other_config",
        "<struct><member><name>a</name><value><array><data/></array></value></member></struct>");
    field("a double that is no number", fine(), "x", "<double>nan</double>");
    field(
        "a date with hyphens",
        fine(),
        "x",
        "<dateTime.iso8601>2026-08-21T02:00:23+01:00</dateTime.iso8601>");
    field("a date that is none", fine(), "x", "<dateTime.iso8601>tomorrow</dateTime.iso8601>");
    field("nil", fine(), "name_label", "<nil/>");
    field("an unknown field", fine(), "quantum_enabled", "<i8>5</i8>");
    body("no status", malformed(), Xml.response("<struct/>"));
    body("an answer that is text", malformed(), Xml.response("Success"));
    body(
        "a status that nobody knows",
        malformed(),
        Xml.response(
            "<struct><member><name>Status</name><value>Perhaps</value></member></struct>"));
    body(
        "a failure without a reason",
        malformed(),
        Xml.response(
            "<struct><member><name>Status</name><value>Failure</value></member></struct>"));
    body("a failure with no words", malformed(), Xml.failure());
    body(
        "a failure that is not in any list",
        rejected("NO_SUCH_CODE"),
        Xml.failure("NO_SUCH_CODE", "a"));
    body("a failure of a plugin", rejected("-1"), Xml.failure("-1", "boom"));
    loginAnswer(
        "a session that would end the cookie header",
        malformed(),
        Xml.success("OpaqueRef:1\r\nSet-Cookie: a=b"));
    loginAnswer("a session that is a struct", malformed(), Xml.success(Map.of()));
    loginAnswer(
        "the password in an error",
        rejected("INTERNAL_ERROR"),
        Xml.failure("INTERNAL_ERROR", "secret-pw"));
  }

  private void sizes() {
    value("a depth bomb", tooLarge(), "<array><data><value>".repeat(50_000));
    value(
        "a value bomb",
        tooLarge(),
        "<array><data>" + "<value/>".repeat((int) (LARGEST / 8)) + "</data></array>");
    body("an attribute bomb", malformed(), "<methodResponse " + attributes() + "/>");
    body("an endless name", malformed(), "<" + "m".repeat(1_000_000) + "/>");
    afterLogin(
        "10 GB, and says so",
        tooLarge(),
        visitor -> {
          visitor.say("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n");
          flood(visitor, "<a>");
        });
    afterLogin(
        "10 GB without a length",
        tooLarge(),
        visitor -> {
          visitor.say("HTTP/1.1 200 OK\r\n\r\n<methodResponse>");
          flood(visitor, "          ");
        });
    afterLogin(
        "10 GB in chunks",
        tooLarge(),
        visitor -> {
          visitor.say(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<methodResponse>\r\n");
          flood(visitor, "8\r\n        \r\n");
        });
    afterLogin(
        "10 GB of one string",
        tooLarge(),
        visitor -> {
          visitor.say("HTTP/1.1 200 OK\r\n\r\n<methodResponse><params><param><value>");
          flood(visitor, "xxxxxxxxxxxxxxxx");
        });
    afterLogin(
        "a gzip bomb",
        malformed(),
        visitor -> {
          var bytes = new ByteArrayOutputStream();
          try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[64 << 20]);
          }
          visitor.say(
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                  .formatted(bytes.size()));
          bytes.writeTo(visitor.out);
        });
    afterLogin(
        "an encoding that nobody asked for",
        malformed(),
        visitor ->
            visitor.say("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx"));
    afterLogin(
        "an endless header",
        tooLarge(),
        visitor -> {
          visitor.say("HTTP/1.1 200 OK\r\nX: ");
          flood(visitor, "xxxxxxxxxxxxxxxx");
        });
    afterLogin(
        "endless headers",
        malformed(),
        visitor -> {
          visitor.say("HTTP/1.1 200 OK\r\n");
          flood(visitor, "X: y\r\n");
        });
    afterLogin(
        "endless interim answers",
        malformed(),
        visitor -> flood(visitor, "HTTP/1.1 100 Continue\r\n\r\n"));
  }

  private static String attributes() {
    var attributes = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      attributes.append(" a").append(i).append("=\"\"");
    }
    return attributes.toString();
  }

  private static void flood(Visitor visitor, String text) throws IOException {
    byte[] block = text.repeat(4096).getBytes(StandardCharsets.UTF_8);
    for (long sent = 0; sent < 10L << 30; sent += block.length) {
      visitor.out.write(block); // ends when the client hangs up
    }
  }

  private void http(RawServer bait) {
    for (int redirect : new int[] {301, 302, 303, 307, 308}) {
      afterLogin(
          "redirect " + redirect + " to another origin",
          status(),
          visitor ->
              visitor.say(
                  "HTTP/1.1 %d Moved\r\nLocation: %s/\r\nContent-Length: 0\r\n\r\n"
                      .formatted(redirect, bait.url())));
    }
    for (String refusal : List.of("401", "403", "404", "407", "413", "500", "502", "503")) {
      afterLogin(
          "status " + refusal,
          status(),
          visitor -> visitor.answer(refusal + " Sorry", "text/html", "<html>Sorry</html>"));
    }
    afterLogin(
        "less than it said",
        disconnected(),
        visitor -> visitor.say("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<methodResponse>"));
    afterLogin(
        "more than it said",
        malformed(),
        visitor -> visitor.say("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + Xml.success("")));
    for (String length : List.of("-1", "0x10", "1e3", "99999999999999999999", "")) {
      afterLogin(
          "the length '" + length + "'",
          malformed(),
          visitor -> visitor.say("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nx"));
    }
    afterLogin(
        "two lengths",
        malformed(),
        visitor ->
            visitor.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"));
    for (String chunk : List.of("-1", "zz", "", "ffffffffffffffff")) {
      afterLogin(
          "a chunk of '" + chunk + "' bytes",
          malformed(),
          visitor ->
              visitor.say(
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + "\r\nx"));
    }
    afterLogin(
        "a chunk of many bytes",
        tooLarge(),
        visitor ->
            visitor.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\nx"));
    afterLogin(
        "an unknown transfer encoding",
        malformed(),
        visitor -> visitor.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\nx"));
    afterLogin("another protocol", malformed(), visitor -> visitor.say("SSH-2.0-OpenSSH_9.2\r\n"));
    afterLogin("HTTP/2", malformed(), visitor -> visitor.say("HTTP/2 200\r\n\r\n"));
    afterLogin(
        "a folded header", malformed(), visitor -> visitor.say("HTTP/1.1 200 OK\r\n a: b\r\n\r\n"));
    afterLogin("no answer at all", disconnected(), _ -> {});
    afterLogin("half a status line", disconnected(), visitor -> visitor.say("HTTP/1.1 2"));
    afterLogin(
        "headers and no body",
        disconnected(),
        visitor -> visitor.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"));
    afterLogin(
        "a reset",
        disconnected(),
        visitor -> {
          visitor.socket.setSoLinger(true, 0);
          visitor.socket.close();
        });
  }

  private void slowness() {
    afterLogin("silence", timedOut(), HostileServersIT::wait);
    afterLogin(
        "a status line that drips", timedOut(), visitor -> drip(visitor, "H", "TTP/1.1 200 OK"));
    afterLogin(
        "a header that drips", timedOut(), visitor -> drip(visitor, "HTTP/1.1 200 OK\r\nX: ", "x"));
    afterLogin(
        "a body that drips",
        timedOut(),
        visitor ->
            drip(visitor, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<methodResponse>", " "));
    afterLogin(
        "chunks that drip",
        timedOut(),
        visitor ->
            drip(
                visitor,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<methodResponse>",
                "\r\n1\r\n "));
    afterLogin(
        "a chunk's length that drips",
        timedOut(),
        visitor -> drip(visitor, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0"));
    login(
        "silence instead of a login",
        timedOut(),
        visitor -> {
          visitor.request();
          wait(visitor);
        });
    login(
        "https: silence instead of a handshake",
        notSent(PoolException.NotSent.Reason.TIMED_OUT),
        HostileServersIT::wait);
    login(
        "https: a handshake that drips",
        notSent(PoolException.NotSent.Reason.TIMED_OUT),
        visitor -> {
          // a server hello that says it is 16 KiB long
          visitor.out.write(
              new byte[] {0x16, 0x03, 0x03, 0x40, 0x00, 0x02, 0x00, 0x3f, (byte) 0xfc});
          drip(visitor, "", "x");
        });
  }

  private static void wait(Visitor visitor) throws IOException {
    while (visitor.in.read() >= 0) {} // until the client hangs up
  }

  /** One piece every 20 ms: each comes long before any time-out of a single read. */
  private static void drip(Visitor visitor, String start, String piece) throws IOException {
    visitor.say(start);
    visitor.socket.setSoTimeout(20);
    while (true) {
      try {
        if (visitor.in.read() < 0) {
          return;
        }
      } catch (SocketTimeoutException _) {
        visitor.say(piece.substring(0, 1));
      }
    }
  }

  private void masters(RawServer bait) {
    login(
        "HOST_IS_SLAVE that names itself",
        notSent(PoolException.NotSent.Reason.NO_MASTER),
        visitor ->
            RawServer.serve(
                visitor,
                _ -> Xml.failure("HOST_IS_SLAVE", "127.0.0.1:" + visitor.socket.getLocalPort())));
    loginAnswer(
        "HOST_IS_SLAVE to a foreign address",
        notSent(PoolException.NotSent.Reason.FOREIGN_ADDRESS),
        Xml.failure("HOST_IS_SLAVE", bait.address()));
    for (String address :
        List.of("", "a b", "evil/../x", "user@host", "host:99999", "host:x", "a\r\nb", "[::1")) {
      loginAnswer(
          "HOST_IS_SLAVE to '" + address.replaceAll("\\s", "_") + "'",
          notSent(PoolException.NotSent.Reason.FOREIGN_ADDRESS),
          Xml.failure("HOST_IS_SLAVE", address));
    }
    loginAnswer(
        "HOST_IS_SLAVE without an address",
        rejected("HOST_IS_SLAVE"),
        Xml.failure("HOST_IS_SLAVE"));
    always("HOST_IS_SLAVE in the middle, again and again", "HOST_IS_SLAVE", bait.address());
    always("SESSION_INVALID again and again", "SESSION_INVALID", "OpaqueRef:x");
  }

  /** Every login succeeds, every read fails. */
  private void always(String name, String code, String param) {
    login(
        name,
        rejected(code),
        visitor ->
            RawServer.serve(
                visitor, request -> Xml.loginOr(request, _ -> Xml.failure(code, param))));
  }

  private void tls() {
    login(
        "https: TLS 1.0 at most, by an alert",
        notSent(PoolException.NotSent.Reason.TLS),
        visitor -> {
          visitor.in.read(new byte[1]);
          visitor.out.write(new byte[] {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46});
          visitor.out.flush();
          wait(visitor);
        });
    login(
        "https: a hello of TLS 1.0",
        notSent(PoolException.NotSent.Reason.TLS),
        visitor -> {
          visitor.in.read(new byte[1]);
          visitor.out.write(helloOfTls10());
          visitor.out.flush();
          wait(visitor);
        });
    login(
        "https: plain HTTP",
        notSent(PoolException.NotSent.Reason.TLS),
        visitor -> visitor.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
    login(
        "https: garbage",
        notSent(PoolException.NotSent.Reason.TLS),
        visitor -> visitor.say("\u0000\u0001\u0002garbage".repeat(100)));
  }

  private void certificates() {
    var now = TestCertificate.selfSigned(Wish.host());
    var before = TestCertificate.selfSigned(Wish.host()).fingerprint();
    var authority = TestCertificate.selfSigned(Wish.host().ofAuthority());
    var ca = new Trust.CaFile(authority.pem(directory));
    certificate("https: a certificate of nobody", now, new Trust.SystemStore());
    certificate("https: another certificate than the pinned one", now, new Trust.Pinned(before));
    certificate("https: a certificate of another authority", now, ca);
    certificate("https: an expired certificate", authority.sign(Wish.host().expired()), ca);
    certificate("https: another host's", authority.sign(Wish.host().ip("192.0.2.1")), ca);
  }

  private void certificate(String name, TestCertificate shown, Trust trust) {
    cases.add(
        new Case(
            name,
            visitor -> RawServer.serve(visitor, _ -> Xml.success(Xml.SESSION)),
            notSent(PoolException.NotSent.Reason.UNTRUSTED),
            new Host(shown, trust),
            api -> api));
  }

  /** What a pool of a time to come may say: none of it is an error. */
  private void newer() {
    answered(
        "an unknown enum",
        Xml.success(Map.of("OpaqueRef:v", Map.of("power_state", "Teleporting"))),
        api -> api.all(XenClass.VM));
    answered(
        "events of unknown classes",
        Xml.success(
            Map.of(
                "token",
                "1,0",
                "valid_ref_counts",
                Map.of(),
                "events",
                List.of(
                    Map.of("class", "observer", "operation", "add", "ref", "OpaqueRef:o"),
                    Map.of("class", "quantum", "operation", "entangle", "ref", "OpaqueRef:q")))),
        api -> api.look(List.of(new VmRef("OpaqueRef:v")), List.of()));
  }

  private void answered(String name, String body, Read read) {
    cases.add(
        new Case(
            name,
            visitor -> RawServer.serve(visitor, request -> Xml.loginOr(request, _ -> body)),
            fine(),
            Host.PLAIN,
            read));
  }

  private static byte[] helloOfTls10() {
    var hello = new byte[5 + 4 + 38];
    hello[0] = 0x16;
    hello[1] = 0x03;
    hello[2] = 0x01;
    hello[4] = 42;
    hello[5] = 0x02;
    hello[8] = 38;
    hello[9] = 0x03;
    hello[10] = 0x01;
    hello[44] = 0x00;
    hello[45] = 0x2f; // TLS_RSA_WITH_AES_128_CBC_SHA
    return hello;
  }
}
