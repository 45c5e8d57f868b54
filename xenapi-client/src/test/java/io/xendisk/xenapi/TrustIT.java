package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xendisk.xenapi.TestCertificate.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustIT {
  @TempDir private Path directory;

  private static RawServer host(TestCertificate certificate) {
    return RawServer.start(
        certificate.server(),
        visitor -> RawServer.serve(visitor, request -> Xml.loginOr(request, _ -> Xml.success(""))));
  }

  private static void login(RawServer server, Trust trust) {
    var options =
        ClientOptions.of(server.url(), "root", new Secret("secret-pw"))
            .trust(trust)
            .callDeadline(Duration.ofSeconds(30))
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    try (var api = XenApi.login(options)) {
      assertThat(api.master()).isEqualTo(server.url());
    }
  }

  private static PoolException.NotSent refusal(RawServer server, Trust trust) {
    var refusal = catchThrowableOfType(PoolException.NotSent.class, () -> login(server, trust));
    assertThat(refusal).isNotNull();
    assertThat(server.requests()).as("nothing is said to a host that is not trusted").isEmpty();
    return refusal;
  }

  @Test
  void entersWithTheAuthorityThatSignedTheCertificate() {
    var ca = TestCertificate.selfSigned(Wish.host().ofAuthority());
    try (var server = host(ca.sign(Wish.host()))) {
      login(server, new Trust.CaFile(ca.pem(directory)));
    }
  }

  @Test
  void refusesACertificateOfAnotherAuthorityAndShowsIt() {
    var ca = TestCertificate.selfSigned(Wish.host().ofAuthority());
    var other = TestCertificate.selfSigned(Wish.host());
    try (var server = host(other)) {
      var refusal = refusal(server, new Trust.CaFile(ca.pem(directory)));

      assertThat(refusal.reason()).isEqualTo(PoolException.NotSent.Reason.UNTRUSTED);
      assertThat(refusal.shownCertificate()).contains(other.fingerprint());
      assertThat(refusal.advice()).contains("--trust " + other.fingerprint());
    }
  }

  @Test
  void saysWhichFileOfAuthoritiesIsMissing() {
    var missing = directory.resolve("nowhere.pem");
    try (var server = host(TestCertificate.selfSigned(Wish.host()))) {
      var refusal = refusal(server, new Trust.CaFile(missing));

      assertThat(refusal.reason()).isEqualTo(PoolException.NotSent.Reason.UNTRUSTED);
      assertThat(refusal).hasMessageContaining(missing + "").hasMessageContaining("no such file");
      assertThat(refusal.advice()).contains("--trust ca:FILE");
    }
  }

  @Test
  void refusesASelfSignedCertificateWithTheTrustOfTheSystem() {
    try (var server = host(TestCertificate.selfSigned(Wish.host()))) {
      assertThat(refusal(server, new Trust.SystemStore()).reason())
          .isEqualTo(PoolException.NotSent.Reason.UNTRUSTED);
    }
  }

  @Test
  void refusesACertificateThatIsMadeOutForAnotherHost() {
    var ca = TestCertificate.selfSigned(Wish.host().ofAuthority());
    try (var server = host(ca.sign(Wish.host().ip("192.0.2.1")))) {
      assertThat(refusal(server, new Trust.CaFile(ca.pem(directory))).reason())
          .isEqualTo(PoolException.NotSent.Reason.UNTRUSTED);
    }
  }

  @Test
  void refusesAnExpiredCertificate() {
    var ca = TestCertificate.selfSigned(Wish.host().ofAuthority());
    try (var server = host(ca.sign(Wish.host().expired()))) {
      assertThat(refusal(server, new Trust.CaFile(ca.pem(directory))).reason())
          .isEqualTo(PoolException.NotSent.Reason.UNTRUSTED);
    }
  }

  @Test
  void entersWithAPinnedCertificateWhateverItsNameAndDates() {
    var certificate = TestCertificate.selfSigned(Wish.host().ip("192.0.2.1").expired());
    try (var server = host(certificate)) {
      login(server, new Trust.Pinned(certificate.fingerprint()));
    }
  }

  @Test
  void refusesAnotherCertificateThanThePinnedOneAndShowsBoth() {
    var certificate = TestCertificate.selfSigned(Wish.host());
    var pinned = TestCertificate.selfSigned(Wish.host()).fingerprint();
    try (var server = host(certificate)) {
      var refusal = refusal(server, new Trust.Pinned(pinned));

      assertThat(refusal.shownCertificate()).contains(certificate.fingerprint());
      assertThat(refusal.expectedCertificate()).contains(pinned);
      assertThat(refusal)
          .hasMessageContaining(pinned.toString())
          .hasMessageContaining(certificate.fingerprint().toString());
    }
  }

  @Test
  void remembersTheCertificateThatAHostShowedFirst() throws IOException {
    var known = directory.resolve("new/known_hosts");
    var certificate = TestCertificate.selfSigned(Wish.host());
    try (var server = host(certificate)) {
      login(server, new Trust.OnFirstUse(known));
      login(server, new Trust.OnFirstUse(known));

      assertThat(Files.readAllLines(known))
          .containsExactly(server.address() + " " + certificate.fingerprint());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void refusesAChangedCertificateWithBothFingerprintsAndKeepsTheFile() throws IOException {
    var known = directory.resolve("known_hosts");
    var before = TestCertificate.selfSigned(Wish.host()).fingerprint();
    var now = TestCertificate.selfSigned(Wish.host());
    try (var server = host(now)) {
      String line = "# the lab\n%s %s # as of May".formatted(server.address(), before);
      Files.writeString(known, line);
      Files.setPosixFilePermissions(known, PosixFilePermissions.fromString("rw-------"));

      var refusal = refusal(server, new Trust.OnFirstUse(known));

      assertThat(refusal.expectedCertificate()).contains(before);
      assertThat(refusal.shownCertificate()).contains(now.fingerprint());
      assertThat(refusal).hasMessageContaining("changed").hasMessageContaining(known.toString());
      assertThat(Files.readString(known)).isEqualTo(line);
    }
  }

  @Test
  void refusesAFileOfKnownHostsThatOthersMayWrite() throws IOException {
    var known = Files.createFile(directory.resolve("known_hosts"));
    Files.setPosixFilePermissions(known, PosixFilePermissions.fromString("rw-rw-rw-"));
    try (var server = host(TestCertificate.selfSigned(Wish.host()))) {
      assertThat(refusal(server, new Trust.OnFirstUse(known))).hasMessageContaining("chmod 600");
    }
  }

  @Test
  void manyThreadsThatMeetAHostAtOnceWriteOneLine() throws Exception {
    var known = directory.resolve("known_hosts");
    try (var server = host(TestCertificate.selfSigned(Wish.host()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var logins = new ArrayList<Future<?>>();
      for (int i = 0; i < 16; i++) {
        Callable<Boolean> login =
            () -> {
              login(server, new Trust.OnFirstUse(known));
              return true;
            };
        logins.add(threads.submit(login));
      }
      for (Future<?> each : logins) {
        each.get();
      }

      assertThat(Files.readAllLines(known)).hasSize(1);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  @Test
  void oneClientsTrustDoesNotReachAnother() {
    var certificate = TestCertificate.selfSigned(Wish.host());
    try (var server = host(certificate);
        var stranger = host(certificate)) {
      login(server, new Trust.Pinned(certificate.fingerprint()));

      assertThat(refusal(stranger, new Trust.SystemStore()).reason())
          .isEqualTo(PoolException.NotSent.Reason.UNTRUSTED);
    }
  }

  @Test
  void saysWhatToDoAboutAHostWithoutTls() {
    try (var server = RawServer.start(visitor -> visitor.say("HTTP/1.1 400 Bad\r\n\r\n"))) {
      var options =
          ClientOptions.of(
                  java.net.URI.create("https://" + server.address()), "root", new Secret("x"))
              .callDeadline(Duration.ofSeconds(30))
              .connectTimeout(Duration.ofSeconds(30))
              .build();

      assertThatThrownBy(() -> XenApi.login(options))
          .isInstanceOfSatisfying(
              PoolException.NotSent.class,
              e -> {
                assertThat(e.reason()).isEqualTo(PoolException.NotSent.Reason.TLS);
                assertThat(e.advice()).contains("http://");
              });
    }
  }
}
