package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a service the commands say and answer what they say and answer without one. */
class RemoteIT {
  private static final List<String> LOOKING =
      List.of(
          "disks",
          "disks -o json",
          "disks -o name",
          "status",
          "status -o json",
          "status BACKUP-01 -o yaml",
          "status nothing",
          "status nothing -o json",
          "doctor",
          "doctor xs1 --notices",
          "doctor nothing",
          "explain attach BACKUP-01 --vm nas01",
          "explain attach BACKUP-01 --vm nas02 -o json",
          "explain detach BACKUP-01",
          "attach BACKUP-01 --vm nas02",
          "attach BACKUP-01 --vm nas02 -o json",
          "attach nothing --vm nas01 -o json");

  @TempDir static Path directory;
  private static SimulatedPool pool;
  private static RunningService service;
  private static Path token;

  @BeforeAll
  static void start() throws Exception {
    pool = SimulatedPool.start("nas");
    // All is read, and the control domain has let go: else two looks after one another differ.
    Shell.on(pool).run("disks");
    pool.clock().advance(Duration.ofMinutes(1));
    service =
        RunningService.startWith(
            Shell.on(pool).with("XDG_STATE_HOME", directory.resolve("state").toString()));
    token = Files.writeString(directory.resolve("token"), service.token() + "\n");
  }

  @AfterAll
  static void stop() {
    service.close();
    pool.close();
  }

  private static Shell.Ran remote(String line) {
    var with = Stream.of("--server", service.url().toString(), "--token-file", token.toString());
    return Shell.on(pool)
        .run(Stream.concat(with, Arrays.stream(line.split(" ", -1))).toArray(String[]::new));
  }

  @Test
  void whatOnlyLooksOrIsRefusedSaysTheSame() {
    for (var line : LOOKING) {
      var direct = Shell.on(pool).run(line.split(" ", -1));
      var remote = remote(line);

      assertThat(remote.out()).as(line).isEqualTo(direct.out());
      assertThat(remote.err()).as(line).isEqualTo(direct.err());
      assertThat(remote.exit()).as(line).isEqualTo(direct.exit());
    }
  }

  /** Else it would be done, at whatever pool is named in the environment. */
  @ParameterizedTest
  @ValueSource(strings = {"repair", "doctor --fix", "park BACKUP-01", "host check xs1"})
  void whatAServiceCannotDoIsNotDoneWithoutIt(String line) {
    var before = pool.calls().count("session.login_with_password");

    var refused = remote(line);

    assertThat(refused.err()).contains("by way of a service");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(pool.calls().count("session.login_with_password")).isEqualTo(before);
  }

  @Test
  void attachesAndReleasesByTheService() {
    var attached = remote("attach BACKUP-02 --vm nas01");
    assertThat(attached.err()).isEmpty();
    assertThat(attached.out()).startsWith("attached  BACKUP-02 to nas01 as /dev/");
    assertThat(attached.exit()).isZero();
    assertThat(remote("attach BACKUP-02 --vm nas01 -o json").json().get("outcome").asString())
        .isEqualTo("already-attached");

    var released = remote("detach BACKUP-02");

    assertThat(released.out()).startsWith("SAFE TO PULL");
    assertThat(released.exit()).isZero();
  }

  /** What is declared before is the same for both; it is answered by one and then by the other. */
  @Test
  void whatIsDeclaredAndLetAloneIsSaidAndDoneAsWithoutAService() throws Exception {
    // Both disks are another VM's business than these: nothing comes of it while it is halted.
    var two =
        declaring("two", "BACKUP-02: {vm: nas02}", "ARCHIVE-01: {vm: nas02, mode: read-only}");
    var one = declaring("one", "BACKUP-02: {vm: nas02, keep: until-shutdown}");
    var none = declaring("none", "BACKUP-02: {vm: ' '}");
    var looking =
        List.of(
            "get attachments",
            "get attachments -o json",
            "get attachments -o name",
            "diff -f " + two,
            "diff -f " + one + " --prune -o json",
            "diff -f " + one + " -o yaml",
            "apply -f " + one + " --prune --plan",
            "apply -f " + one + " --prune --plan -o json",
            "diff -f " + none,
            "diff -f " + none + " -o json",
            "pause vm nothing",
            "pause vm nothing -o json",
            "pause vm",
            "pause set -o json");
    var changing =
        List.of(
            "apply -f " + two,
            "apply -f " + two + " -o json",
            "apply -f " + one + " --prune -o json",
            "apply -f " + one + " --prune",
            "pause vm nas02",
            "pause vm nas02 -o json",
            "get attachments",
            "resume vm nas02 -o json",
            "resume vm nas02",
            "pause set offsite",
            "resume set offsite -o name",
            "pause pool -o json",
            "resume pool");

    for (var line : looking) {
      assertThat(remote(line)).as(line).isEqualTo(direct(line));
    }
    var said = changing.stream().map(RemoteIT::remote).toList();
    // The service has looked meanwhile, and the next begin where these began.
    assertThat(direct("apply -f " + declaring("nothing") + " --prune").exit()).isZero();
    for (int i = 0; i < changing.size(); i++) {
      assertThat(said.get(i)).as(changing.get(i)).isEqualTo(direct(changing.get(i)));
    }
    for (var line : looking) {
      assertThat(remote(line)).as("at the end: " + line).isEqualTo(direct(line));
    }
    assertThat(remote("apply -f " + declaring("nothing") + " --prune").exit()).isZero();
  }

  private static Path declaring(String name, String... attachments) throws Exception {
    var text = new StringBuilder("attachments:\n");
    for (var each : attachments) {
      text.append("  ").append(each).append('\n');
    }
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        attachments.length == 0 ? "attachments: {}" : text.toString());
  }

  private static Shell.Ran direct(String line) {
    return Shell.on(pool).run(line.split(" ", -1));
  }

  @Test
  void saysWhoIsNotLetInAndWhoDoesNotAnswer() throws Exception {
    var wrong = Files.writeString(directory.resolve("wrong"), "xendisk_wrong");
    var denied =
        Shell.on(pool)
            .with("XENDISK_SERVER", service.url().toString())
            .with("XENDISK_TOKEN_FILE", wrong.toString())
            .run("disks", "-o", "json");
    var nobody =
        Shell.on(pool)
            .run("disks", "--server", "http://127.0.0.1:1", "--token-file", token.toString());

    assertThat(denied.exit()).isEqualTo(8);
    assertThat(denied.json().get("error").get("id").asString()).isEqualTo("token-refused");
    assertThat(nobody.exit()).isEqualTo(69);
    assertThat(nobody.err()).contains("--server").doesNotContain(service.token());
  }
}
