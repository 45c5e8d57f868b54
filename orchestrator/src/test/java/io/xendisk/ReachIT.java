package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a pool: certificates, members, the configuration, lesser accounts, watching. */
class ReachIT {
  @TempDir Path home;

  @Test
  void aPinnedMasterIsReachedAndDisksOfOtherHostsAreListedWithoutTheirContents() {
    try (var pool = SimulatedPool.of("nas").tls().start()) {
      var shell = Shell.on(pool);

      var ran = shell.run("disks", "--trust", certificate(pool), "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      var disks = ran.json().get("disks");
      assertThat(disks.get(0).at("/filesystem/label").asString()).isEqualTo("BACKUP-01");
      assertThat(disks.get(3).get("host").asString()).isEqualTo("xs2");
      assertThat(disks.get(3).get("filesystem").isNull()).isTrue();
      assertThat(disks.get(3).get("unread").asString()).contains("certificate", "xs2");
    }
  }

  @Test
  void aCertificateThatIsNotThePinnedOneIsRefusedAndShown() {
    try (var pool = SimulatedPool.of("nas").tls().start()) {
      var ran = Shell.on(pool).run("disks", "--trust", "sha256:" + "00".repeat(32), "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isEqualTo(8);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("certificate-not-trusted");
      assertThat(ran.json().at("/error").toString())
          .containsIgnoringCase(fingerprint(certificate(pool)));
    }
  }

  private static String certificate(SimulatedPool pool) {
    return pool.certificates().getOrDefault("xs1", "none");
  }

  private static String fingerprint(String certificate) {
    return certificate.substring("sha256:".length()).replace(":", "").substring(0, 4);
  }

  @Test
  void aMemberLeadsToTheMaster() {
    try (var pool = SimulatedPool.start("nas")) {
      var shell = Shell.on(pool.url("xs2").toString(), pool.user(), pool.password());

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
    }
  }

  @Test
  void aPoolOfTheConfigurationIsReachedByItsName() throws IOException {
    try (var pool = SimulatedPool.start("nas")) {
      var password = Files.writeString(home.resolve("password"), pool.password() + "\n");
      var config =
          Files.writeString(
              home.resolve("config.yaml"),
              """
              pools:
                lab:
                  url: %s
                  user: %s
                  password: {file: %s}
              """
                  .formatted(pool.url(), pool.user(), password));

      var ran =
          Shell.on("http://127.0.0.1:1", "nobody", "x")
              .run("--pool", "lab", "disks", "--config", config.toString(), "-o", "name");

      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(ran.out().lines()).contains("BACKUP-01", "BACKUP-02", "ARCHIVE-01");
    }
  }

  @Test
  void theCdDrivesPlaceIsLeftFree() {
    try (var pool = SimulatedPool.start("nas");
        var plain = PlainClient.on(pool)) {
      var shell = Shell.on(pool);
      var vm = plain.vm("nas01");
      var blank = plain.vdi(blank(shell));
      plain.call("VM.hard_shutdown", vm);
      plain
          .call("VBD.get_all_records_where", "field \"VM\" = \"" + vm + "\"")
          .propertyStream()
          .filter(vbd -> vbd.getValue().get("userdevice").asString().equals("3"))
          .forEach(vbd -> plain.call("VBD.destroy", vbd.getKey()));
      plain.call("VM.start", vm, false, false);
      plain.createVbd(vm, blank);
      plain.createVbd(vm, blank);

      var ran = shell.run("attach", "BACKUP-02", "--vm", "nas01", "-o", "json");

      assertThat(ran.exit()).as(ran.out()).isZero();
      assertThat(ran.json().at("/vbd/userdevice").asString()).isEqualTo("4");
    }
  }

  private static String blank(Shell shell) {
    for (var disk : shell.run("disks", "-o", "json").json().get("disks")) {
      if (disk.get("device").asString().equals("sdd")) {
        return disk.get("vdi").asString();
      }
    }
    throw new AssertionError("no sdd");
  }

  @Test
  void watchShowsADiskThatIsPushedIn() {
    try (var pool = SimulatedPool.start("nas")) {
      var watch = Shell.on(pool).start("watch", "--changes", "1", "--timeout", "60s");
      await().until(() -> pool.calls().count("event.from") >= 2);

      pool.rack().push("xs1", Map.of("device", "sdq"));

      var ran = watch.join();
      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("dev:xs1/sdq");
    }
  }
}
