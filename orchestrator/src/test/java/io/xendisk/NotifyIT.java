package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.xendisk.fixtures.SimulatedPool;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code xendisk notify test}, from a configuration to those who are told. */
class NotifyIT {
  @TempDir Path directory;

  private SimulatedPool pool;
  private GreenMail mail;

  @BeforeEach
  void startServers() {
    pool = SimulatedPool.start("nas");
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
  }

  @AfterEach
  void stopServers() {
    mail.stop();
    pool.close();
  }

  @Test
  void everyRouteIsToldAndTheAnswerSaysSo() throws IOException, MessagingException {
    var ran = shell(routes("")).run("notify", "test", "-o", "json");

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.json().get("routes"))
        .allSatisfy(
            route -> {
              assertThat(route.get("told").asBoolean()).isTrue();
              assertThat(route.get("why").isNull()).isTrue();
            });
    assertThat(ran.json().at("/routes/1/channel").asString()).isEqualTo("mail");
    assertThat(mail.getReceivedMessages()).hasSize(1);
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("xendisk: a test");
    assertThat(Files.readString(directory.resolve("heard"))).contains("\"event\":\"test\"");
    try (var plain = PlainClient.on(pool)) {
      assertThat(plain.call("message.get_all_records")).hasSize(1);
    }
  }

  @Test
  void oneRouteIsTriedWithoutLoggingIn() throws IOException {
    var ran = shell(routes("")).run("notify", "test", "operators");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEqualToIgnoringNewLines("told  operators");
    assertThat(pool.calls().count()).isZero();
  }

  @Test
  void aRouteThatCannotBeToldEndsWithOneAndSaysWhy() throws IOException {
    var shell = shell(routes(""));
    mail.stop();

    var ran = shell.run("notify", "test", "-o", "json");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.json().at("/routes/0/told").asBoolean()).isTrue();
    assertThat(ran.json().at("/routes/1/told").asBoolean()).isFalse();
    assertThat(ran.json().at("/routes/1/why").asString()).contains("127.0.0.1");
  }

  @Test
  void wordsOfOnesOwnTakeThePlaceOfTheBuiltInOnes() throws IOException, MessagingException {
    Files.writeString(
        directory.resolve("test.txt"), "Probe ({severity})\n\nHallo!\n{text}\n{disk}\n");

    var ran = shell(routes("templates: " + directory)).run("notify", "test", "operators");

    assertThat(ran.exit()).as(ran.err()).isZero();
    var arrived = mail.getReceivedMessages()[0];
    assertThat(arrived.getSubject()).isEqualTo("Probe (info)");
    assertThat(arrived.getContent().toString()).startsWith("Hallo!").contains("nothing has");
  }

  @Test
  void aTemplateOfNoUseIsNamed() throws IOException {
    var template = Files.writeString(directory.resolve("disk-overdue.txt"), "{dsk} is away\n");

    var ran =
        shell(routes("templates: " + directory)).run("notify", "test", "operators", "-o", "json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.json().at("/error/message").asString())
        .contains(template.toString(), "{dsk}", "disk-id");
  }

  @Test
  void aRouteThatIsNotThereIsToldByNearNames() throws IOException {
    var ran = shell(routes("")).run("notify", "test", "operator", "-o", "json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.json().at("/error/advice").asString()).contains("operators");
  }

  @Test
  void nobodyIsToldWhereNothingIsConfigured() throws IOException {
    var ran = shell("pools: {}\n").run("notify", "test", "-o", "json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.json().at("/error/id").asString()).isEqualTo("usage");
  }

  private String routes(String more) {
    return """
    notify:
      time-zone: Europe/Berlin
      %s
      routes:
        xencenter:
          message: vm
        operators:
          mail: {server: "127.0.0.1:%d", tls: none, from: a@example.org, to: b@example.org}
        pager:
          command: [/bin/sh, -c, 'cat > %s']
    """
        .formatted(more, mail.getSmtp().getPort(), directory.resolve("heard"));
  }

  private Shell shell(String config) throws IOException {
    var file = Files.writeString(directory.resolve("config.yaml"), config);
    return Shell.on(pool)
        .with("XENDISK_CONFIG", file.toString())
        .with("XDG_STATE_HOME", directory.resolve("state").toString());
  }
}
