package io.xendisk.adapter.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Severity;
import io.xendisk.port.Delivery;
import io.xendisk.testing.Certificates;
import io.xendisk.testing.TlsFront;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a real SMTP server, by TLS and without, and to servers that are down, slow or wrong. */
class MailIT {
  private static final Instant NOW = Instant.parse("2026-11-25T18:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String PASSWORD = "s3cret-word";

  private static final Message OVERDUE =
      new Message(
          "2026-11-25:disk-overdue:ab12",
          News.of(NewsKind.DISK_OVERDUE, NOW, "Grün ist überfällig.")
              .ofDisk("Grün", "ab12")
              .asBadAs(Severity.CRITICAL),
          "xendisk: Grün is overdue",
          "Grün ist überfällig.\n.\nA line with a dot before.\n");

  private final Certificates certificates = new Certificates(Instant.now());
  private GreenMail server;
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory
  MailIT() {}

  @BeforeEach
  void startServer() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("ops@example.org", "xendisk", PASSWORD);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  @Test
  void arrivesWithHeadersThatMailPeopleExpect() throws MessagingException, IOException {
    var delivery = deliver(plain(server.getSmtp().getPort(), List.of("ops@example.org")));

    assertThat(delivery).isEqualTo(new Delivery.Done());
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("xendisk: Grün is overdue");
    assertThat(mail.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(OVERDUE.body().strip());
    assertThat(mail.getFrom()).singleElement().hasToString("xendisk@example.org");
    assertThat(mail.getSentDate().toInstant()).isEqualTo(NOW);
    assertThat(mail.getMessageID()).isEqualTo("<2026-11-25.disk-overdue.ab12@xendisk>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("X-Priority")).containsExactly("1");
    assertThat(mail.getHeader("X-Xendisk-Event")).containsExactly("disk-overdue");
    assertThat(mail.getHeader("MIME-Version")).containsExactly("1.0");
    assertThat(mail.getContentType()).containsIgnoringCase("text/plain; charset=utf-8");
  }

  @Test
  void logsInOverStarttlsAndSaysNothingBeforeIt() throws IOException {
    try (var front =
        TlsFront.starttls(server.getSmtp().getPort(), certificates.serverNamed("127.0.0.1"))) {
      var delivery = deliver(secure(front, Mail.Tls.STARTTLS, PASSWORD));

      assertThat(delivery).isEqualTo(new Delivery.Done());
      assertThat(server.getReceivedMessages()).hasSize(1);
      assertThat(front.inTheClear()).containsExactly("EHLO ws1", "STARTTLS");
    }
  }

  @Test
  void logsInOverTlsFromTheFirstByte() throws IOException {
    try (var front =
        TlsFront.implicit(server.getSmtp().getPort(), certificates.serverNamed("127.0.0.1"))) {
      assertThat(deliver(secure(front, Mail.Tls.IMPLICIT, PASSWORD)))
          .isEqualTo(new Delivery.Done());
      assertThat(server.getReceivedMessages()).hasSize(1);
    }
  }

  @Test
  void sendsNothingWithoutTheTlsThatIsWanted() throws IOException {
    var login = new Mail.Login("xendisk", () -> PASSWORD);
    int port = server.getSmtp().getPort();

    var delivery =
        deliver(new Mail.Server("127.0.0.1", port, Mail.Tls.STARTTLS, authority(), login));

    assertThat(why(delivery)).contains("STARTTLS").doesNotContain(PASSWORD);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void refusesAServerWithAnotherName() throws IOException {
    for (var tls : List.of(Mail.Tls.STARTTLS, Mail.Tls.IMPLICIT)) {
      try (var front = front(tls, "mail.example.net")) {
        assertThat(why(deliver(secure(front, tls, PASSWORD)))).contains("127.0.0.1");
        assertThat(server.getReceivedMessages()).isEmpty();
      }
    }
  }

  @Test
  void refusesAServerThatNobodyVouchesFor() throws IOException {
    for (var tls : List.of(Mail.Tls.STARTTLS, Mail.Tls.IMPLICIT)) {
      try (var front = front(tls, "127.0.0.1")) {
        var unknown = new Mail.Server("127.0.0.1", front.port(), tls, null, null);

        assertThat(why(deliver(unknown))).contains("certification path");
        assertThat(server.getReceivedMessages()).isEmpty();
      }
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws IOException {
    try (var front = front(Mail.Tls.IMPLICIT, "127.0.0.1")) {
      var delivery = deliver(secure(front, Mail.Tls.IMPLICIT, "another-word"));

      assertThat(why(delivery)).contains("does not accept").doesNotContain("another-word");
    }
  }

  @Test
  void aSecretThatCannotBeHadIsToldByItsPlace() {
    var login =
        new Mail.Login(
            "xendisk",
            () -> {
              throw new IllegalStateException("the password file /x cannot be read");
            });

    var delivery =
        deliver(
            new Mail.Server("127.0.0.1", server.getSmtp().getPort(), Mail.Tls.NONE, null, login));

    assertThat(why(delivery)).contains("the password file /x cannot be read");
  }

  @Test
  void aServerThatIsDownIsTriedAnotherTime() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(deliver(plain(port, List.of("ops@example.org"))))
        .isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForLongerThanTold() throws Exception {
    try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      var mail =
          mail(new Mail.Server("127.0.0.1", silent.getLocalPort(), Mail.Tls.NONE, null, null));

      var delivery = mail.deliver(OVERDUE, Duration.ofMillis(200));

      assertThat(why(delivery)).contains("within 0 s");
    }
  }

  @Test
  void aServerThatDripsBytesIsNotWaitedForEither() throws Exception {
    try (var dripping = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> drip(dripping));
      var mail =
          mail(new Mail.Server("127.0.0.1", dripping.getLocalPort(), Mail.Tls.NONE, null, null));

      var delivery = mail.deliver(OVERDUE, Duration.ofMillis(300));

      assertThat(why(delivery)).contains("within 0 s");
    }
  }

  @Test
  void aServerThatTalksNonsenseIsTriedAnotherTime() throws IOException {
    try (var garbled = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            try (var client = garbled.accept()) {
              client
                  .getOutputStream()
                  .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
              // closed
            }
          });

      assertThat(deliver(plain(garbled.getLocalPort(), List.of("ops@example.org"))))
          .isInstanceOf(Delivery.Failed.class);
    }
  }

  private static void drip(ServerSocket listener) {
    try (var client = listener.accept()) {
      OutputStream out = client.getOutputStream();
      while (true) {
        out.write('2');
        out.flush();
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private TlsFront front(Mail.Tls tls, String name) {
    int port = server.getSmtp().getPort();
    return tls == Mail.Tls.STARTTLS
        ? TlsFront.starttls(port, certificates.serverNamed(name))
        : TlsFront.implicit(port, certificates.serverNamed(name));
  }

  private Mail.Server secure(TlsFront front, Mail.Tls tls, String password) throws IOException {
    return new Mail.Server(
        "127.0.0.1", front.port(), tls, authority(), new Mail.Login("xendisk", () -> password));
  }

  private Path authority() throws IOException {
    return certificates.pem(directory.resolve("ca.pem"));
  }

  private static Mail plain(int port, List<String> to) {
    return new Mail(
        new Mail.Server("127.0.0.1", port, Mail.Tls.NONE, null, null),
        new Mail.Envelope("xendisk@example.org", to, "ws1"),
        () -> NOW);
  }

  private static Mail mail(Mail.Server server) {
    return new Mail(
        server,
        new Mail.Envelope("xendisk@example.org", List.of("ops@example.org"), "ws1"),
        () -> NOW);
  }

  private static Delivery deliver(Mail.Server server) {
    return deliver(mail(server));
  }

  private static Delivery deliver(Mail mail) {
    try {
      return mail.deliver(OVERDUE, PATIENCE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String why(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Failed(var why) -> why;
      case Delivery.Refused(var why) -> throw new AssertionError("it was refused: " + why);
      case Delivery.Done _ -> throw new AssertionError("it was done");
    };
  }
}
