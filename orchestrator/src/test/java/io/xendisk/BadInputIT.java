package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person gets to read who names the wrong thing, or a pool that cannot be had. */
class BadInputIT {
  private static SimulatedPool pool;
  private static Shell shell;

  @BeforeAll
  static void startPool() {
    pool = SimulatedPool.start("nas");
    shell = Shell.on(pool);
  }

  @AfterAll
  static void stopPool() {
    pool.close();
  }

  @Test
  void anUnknownDiskIsAnsweredWithNearNames() {
    var ran = shell.run("attach", "BACKUP-03", "--vm", "nas01", "-o", "json");

    assertThat(ran.exit()).isEqualTo(75);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("disk-unknown");
    assertThat(ran.json().at("/error/advice").asString()).contains("BACKUP-01", "BACKUP-02");
  }

  @Test
  void anUnknownVmIsAnsweredWithNearNames() {
    var ran = shell.run("attach", "BACKUP-01", "--vm", "nas03", "-o", "json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("vm-unknown");
    assertThat(ran.json().at("/error/advice").asString()).contains("nas01", "nas02");
  }

  @Test
  void aNameThatTwoDisksHaveIsAnsweredWithBoth() {
    pool.rack()
        .push(
            "xs2",
            Map.of(
                "filesystem",
                Map.of("type", "ext3", "label", "TWICE", "usedPercent", 1, "clean", true)));
    pool.rack()
        .push(
            "xs2",
            Map.of(
                "filesystem",
                Map.of("type", "ext4", "label", "TWICE", "usedPercent", 1, "clean", true)));

    var ran = shell.run("disk", "show", "TWICE", "-o", "json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("disk-ambiguous");
    assertThat(ran.json().at("/error/message").asString()).contains("2 disks", "dev:xs2/");
  }

  @Test
  void aWrongPasswordEndsWithEight() {
    var ran = Shell.on(pool.url().toString(), "root", "wrong").run("disks", "-o", "json");

    assertThat(ran.exit()).isEqualTo(8);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("wrong-password");
    assertThat(ran.json().at("/error/xapi/code").asString())
        .isEqualTo("SESSION_AUTHENTICATION_FAILED");
    assertThat(ran.out() + ran.err()).doesNotContain("wrong\"");
  }

  @Test
  void aHostThatDoesNotAnswerEndsWithSixtyNine() throws IOException {
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }

    var ran = Shell.on("http://127.0.0.1:" + nobody, "root", "x").run("disks", "-o", "json");

    assertThat(ran.exit()).isEqualTo(69);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("unreachable");
    assertThat(ran.json().at("/error/advice").asString()).isNotBlank();
  }

  @Test
  void aProxyThatAnswersHtmlIsCalledNoPool() {
    var proxy = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    proxy.start();
    try {
      proxy.stubFor(
          WireMock.any(WireMock.anyUrl())
              .willReturn(WireMock.ok("<html><body>Please log in</body></html>")));

      var ran = Shell.on(proxy.baseUrl(), "root", "x").run("disks", "-o", "json");

      assertThat(ran.exit()).isEqualTo(69);
      assertThat(ran.json().at("/error/id").asString()).isEqualTo("not-a-pool");
    } finally {
      proxy.stop();
    }
  }

  @Test
  void aTemplateAndAControlDomainAreRefused() {
    var template = shell.run("attach", "BACKUP-01", "--vm", controlDomain(), "-o", "json");

    assertThat(template.exit()).isEqualTo(3);
    assertThat(template.json().at("/error/id").asString()).isEqualTo("vm-is-control-domain");
  }

  private static String controlDomain() {
    try (var plain = PlainClient.on(pool)) {
      return plain
          .call("VM.get_all_records_where", "field \"is_control_domain\" = \"true\"")
          .valueStream()
          .findFirst()
          .orElseThrow()
          .get("uuid")
          .asString();
    }
  }

  @Test
  void everyMessageOfATableCommandGoesToStderr() {
    var ran = shell.run("disk", "show", "NO-SUCH-DISK");

    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("error: no disk is known by 'NO-SUCH-DISK'");
  }
}
