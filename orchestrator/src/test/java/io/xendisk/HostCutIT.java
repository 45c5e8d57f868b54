package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.dom0.Dom0Facts;
import io.xendisk.domain.host.RulesFile;
import io.xendisk.fixtures.CutMoment;
import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SSH connection is lost in the middle of {@code host prepare}: at each command of it, before,
 * during and after; and after so many bytes. The rules file is the old one or the new one, whole,
 * and the same command ends the work. The profile {@code proofs} plays all commands and 400 places
 * among the bytes, every other build a third of the commands and 3 places, by a seed that is
 * printed; half of the new text is played by each.
 */
class HostCutIT {
  private static final boolean ALL = Boolean.getBoolean("xendisk.proofs");

  @TempDir Path directory;

  /** A host with rules for one disk, whose old text and new text are known. */
  private record Scene(
      SimulatedPool pool, Shell shell, Dom0Login login, String old, String renewed, int commands) {
    static Scene begin(SimulatedPool pool, Path directory) {
      var shell = Shell.on(pool);
      var login = new Dom0Login(pool, "xs1", directory);
      assertThat(shell.run(login.words("host", "prepare", "xs1", "--bay", "3:0:0:0")).exit())
          .isZero();
      var old = String.valueOf(login.dom0().file(RulesFile.PATH));
      assertThat(shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0")).exit())
          .isZero();
      // Now that the old text is kept and the disk is linked, every run has the same commands.
      var renewed = String.valueOf(login.dom0().file(RulesFile.PATH));
      login.dom0().write(RulesFile.PATH, old);
      int before = login.dom0().commands().size();
      assertThat(shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0")).exit())
          .isZero();
      return new Scene(pool, shell, login, old, renewed, login.dom0().commands().size() - before);
    }

    void putBack() {
      login.dom0().write(RulesFile.PATH, old);
    }

    /** Never half of a file, nor anything that udev would read beside it. */
    void isOldOrNew(String after) {
      assertThat(login.dom0().file(RulesFile.PATH)).as(after).isIn(old, renewed);
      assertThat(login.dom0().run("ls /etc/udev/rules.d").lines())
          .as(after)
          .filteredOn(name -> name.endsWith(".rules"))
          .containsExactly("58-xapi.rules", "59-xendisk.rules");
    }

    void endsWell(String after) {
      var ran = shell.run(login.words("host", "prepare", "xs1", "--bay", "2:0:0:0"));
      assertThat(ran.exit()).as("%s: %s", after, ran.out()).isZero();
      assertThat(login.dom0().file(RulesFile.PATH)).as(after).isEqualTo(renewed);
      assertThat(login.dom0().run("ls -A /etc/udev/rules.d"))
          .as(after)
          .doesNotContain(Dom0Facts.UNFINISHED);
    }
  }

  @Test
  void aConnectionThatIsLostAtACommandLeavesTheOldFileOrTheNewOne() {
    int first = new Random().nextInt(3);
    System.out.println("cut at commands, first moment " + first);
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var scene = Scene.begin(pool, directory);
      for (int command = 0; command < scene.commands(); command++) {
        var moments = List.of(CutMoment.values());
        var one = moments.get((command / 3 + first) % moments.size());
        for (var moment : moments) {
          if (ALL || (command % 3 == first && moment == one)) {
            cutAt(scene, command, moment);
          }
        }
      }
      // Half of the new text is what matters most: it is played at any rate.
      cutAt(scene, writing(scene), CutMoment.DURING);
    }
  }

  private static int writing(Scene scene) {
    var commands = scene.login().dom0().commands();
    int first = commands.size() - scene.commands();
    return IntStream.range(0, scene.commands())
        .filter(i -> commands.get(first + i).contains("cat > "))
        .reduce((a, b) -> b)
        .orElse(0);
  }

  private static void cutAt(Scene scene, int command, CutMoment moment) {
    var at = "cut %s command %d".formatted(moment, command);
    scene.putBack();
    scene.login().dom0().cutAfter(command, moment);

    var ran = scene.shell().run(scene.login().words("host", "prepare", "xs1", "--bay", "2:0:0:0"));

    assertThat(ran.exit()).as("%s: %s", at, ran.out()).isEqualTo(9);
    assertThat(ran.json().get("error").get("id").asString()).isEqualTo("ssh-lost");
    scene.isOldOrNew(at);
    scene.endsWell(at);
  }

  @Test
  void aConnectionThatIsLostAtAByteLeavesTheOldFileOrTheNewOne() throws Exception {
    long seed = System.nanoTime();
    System.out.println("cut at bytes, seed " + seed);
    try (var pool = SimulatedPool.start(Dom0Login.withoutRules(directory))) {
      var scene = Scene.begin(pool, directory);
      try (var line = new CutLine(scene.login().dom0().ssh())) {
        var login = scene.login();
        var port = ":" + line.port();
        Files.writeString(
            login.knownHosts(),
            login.dom0().knownHostsLine()
                + "\n"
                + login.dom0().knownHostsLine().replaceFirst(":\\d+", port)
                + "\n");
        var words = login.words("host", "prepare", "xs1", "--bay", "2:0:0:0");
        for (int i = 0; i < words.length; i++) {
          words[i] = words[i].startsWith("root@") ? words[i].replaceFirst(":\\d+", port) : words[i];
        }
        scene.putBack();
        line.breaksAfter(Long.MAX_VALUE);
        assertThat(scene.shell().run(words).exit()).isZero();
        long all = line.sent();

        LongStream places = new Random(seed).longs(ALL ? 400 : 3, 0, all - 1);
        places.forEach(
            place -> {
              var at = "cut after %d of %d bytes".formatted(place, all);
              scene.putBack();
              line.breaksAfter(place);
              var ran = scene.shell().run(words);
              assertThat(ran.exit()).as("%s: %s", at, ran.out()).isIn(0, 9, 69);
              scene.isOldOrNew(at);
              scene.endsWell(at);
            });
      }
    }
  }
}
