package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts a command trusts, by its options and by the configuration, and what it says else. */
class TrustedPoolIT {
  /** The certificate that the pool had before it was restored: one of another pool. */
  private static final String BEFORE = certificateOfAnotherPool();

  @TempDir Path home;

  private SimulatedPool pool;

  @BeforeEach
  void startPool() {
    pool = SimulatedPool.of("nas").tls().start();
  }

  @AfterEach
  void stopPool() {
    pool.close();
  }

  private static String certificateOfAnotherPool() {
    try (var other = SimulatedPool.of("nas").tls().start()) {
      return other.certificates().getOrDefault("xs1", "none");
    }
  }

  private String now(String host) {
    return pool.certificates().getOrDefault(host, "none");
  }

  private static String address(URI url) {
    return "127.0.0.1:" + url.getPort();
  }

  @Test
  void aChangedCertificateIsRefusedWithBothFingerprintsAndTheWayToAcceptIt() {
    var shell = Shell.on(pool);

    var refused = shell.run("disks", "--trust", BEFORE, "-o", "json");
    assertThat(pool.calls().list()).as("it was told no password").isEmpty();
    var accepted = shell.run("disks", "--trust", now("xs1"), "-o", "json");

    assertRefusedWithBoth(refused);
    assertThat(accepted.exit()).as(accepted.out()).isZero();
  }

  @Test
  void aHostThatShowsAnotherCertificateThanAtFirstIsRefusedUntilAPersonSaysOtherwise()
      throws IOException {
    var known = home.resolve("known_hosts");
    var config =
        config("url: %s\n    trust: tofu\n    known-hosts: %s".formatted(pool.url(), known));
    var shell = Shell.on(pool);

    var first = shell.run("--pool", "lab", "disks", "--config", config);
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(Files.readAllLines(known))
        .containsExactlyInAnyOrder(
            address(pool.url("xs1")) + " " + now("xs1"),
            address(pool.url("xs2")) + " " + now("xs2"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known)))
        .isEqualTo("rw-------");

    var line = address(pool.url("xs1")) + " " + BEFORE + "\n";
    Files.writeString(known, line);

    var refused = shell.run("--pool", "lab", "disks", "--config", config, "-o", "json");
    var accepted =
        shell.run(
            "--pool", "lab", "disks", "--config", config, "--trust", now("xs1"), "-o", "json");

    assertRefusedWithBoth(refused);
    assertThat(refused.json().at("/error/message").asString()).contains(known.toString());
    assertThat(accepted.exit()).as(accepted.out()).isZero();
    assertThat(Files.readString(known)).isEqualTo(line);
  }

  private void assertRefusedWithBoth(Shell.Ran refused) {
    assertThat(refused.exit()).as(refused.out()).isEqualTo(8);
    var error = refused.json().get("error");
    assertThat(error.get("id").asString()).isEqualTo("certificate-not-trusted");
    assertThat(error.get("message").asString()).contains(BEFORE, now("xs1"));
    assertThat(error.get("advice").asString()).contains("--trust " + now("xs1"));
  }

  @Test
  void everyHostOfAPoolIsReachedUnderItsOwnPin() throws IOException {
    var config =
        config(
            """
            url: %s
                trust: %s
                host-trust:
                  %s: %s\
            """
                .formatted(pool.url("xs2"), now("xs2"), address(pool.url("xs1")), now("xs1")));

    var ran = Shell.on(pool).run("--pool", "lab", "disks", "--config", config, "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.json().get("disks"))
        .extracting(disk -> disk.at("/filesystem/label").asString(""))
        .contains("BACKUP-01", "ARCHIVE-01");
  }

  @Test
  void aMasterThatIsNotTheOneOfItsPinGetsNoPassword() throws IOException {
    var config =
        config(
            """
            url: %s
                trust: %s
                host-trust:
                  %s: %s\
            """
                .formatted(pool.url("xs2"), now("xs2"), address(pool.url("xs1")), BEFORE));

    var ran = Shell.on(pool).run("--pool", "lab", "disks", "--config", config, "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(8);
    assertThat(ran.json().at("/error/message").asString())
        .contains(address(pool.url("xs1")), BEFORE, now("xs1"));
  }

  @Test
  void theNextAddressIsTriedWhereNobodyAnswersAtTheFirst() throws IOException {
    try (var nobody = new Socket()) { // bound, but nobody listens
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var config =
          config(
              "url: [\"https://127.0.0.1:%d\", \"%s\"]\n    trust: %s"
                  .formatted(nobody.getLocalPort(), pool.url(), now("xs1")));

      var ran = Shell.on(pool).run("--pool", "lab", "disks", "--config", config);

      assertThat(ran.exit()).as(ran.err()).isZero();
    }
  }

  private String config(String lab) throws IOException {
    var password = Files.writeString(home.resolve("password"), pool.password() + "\n");
    return Files.writeString(
            home.resolve("config.yaml"),
            """
            pools:
              lab:
                user: %s
                password: {file: %s}
                %s
            """
                .formatted(pool.user(), password, lab))
        .toString();
  }

  @Test
  void aPasswordThatAnybodyOnTheWayCanReadIsWarnedOf() {
    var ran = Shell.on("http://xs1.invalid", "root", "x").run("disks", "-o", "json");

    assertThat(ran.exit()).as(ran.out()).isEqualTo(69);
    assertThat(ran.err()).contains("warning", "http://xs1.invalid", "password");
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("unreachable");
  }

  @Test
  void aPoolWithoutTheCallsThatXendiskNeedsIsTooOld() {
    try (var old = SimulatedPool.start("nas")) {
      old.faults().error("event.from", 1, List.of("MESSAGE_METHOD_UNKNOWN", "event.from"));

      var ran = Shell.on(old).run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(3);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("pool-too-old");
      assertThat(ran.json().at("/error/advice").asString()).contains("6.1");
    }
  }
}
