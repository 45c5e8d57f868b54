package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The coming weeks are shown before they come, without any pool. */
class RehearsalIT {
  @TempDir Path directory;
  private Path told;
  private Shell shell;

  @SuppressWarnings("NullAway.Init") // JUnit fills in the directory, and calls this first
  RehearsalIT() {}

  @BeforeEach
  void configure() throws IOException {
    told = directory.resolve("told");
    var config =
        Files.writeString(
            directory.resolve("config.yaml"),
            """
            pools:
              lab:
                url: http://127.0.0.1:1
                vms: {nas01: {usage: {command: [touch, TOLD]}}}
                rotations:
                  offsite:
                    vm: nas01
                    disks: [A, B, C, D]
                    bays: [rack 7/4:0:0:0]
                    swap: {every: week, on: friday, at: "18:30"}
                    time-zone: Europe/Berlin
                  monthly: {vm: nas01, disks: [M, N], swap: {every: month}}
            notify:
              time-zone: Europe/Berlin
              routes:
                operators: {command: [touch, TOLD], at-least: warning}
                morning: {command: [touch, TOLD], digest: "07:00"}
                office: {command: [touch, TOLD], events: [disk-attached]}
                rack: {command: [touch, TOLD], events: [disk-attached]}
            """
                .replace("TOLD", told.toString()));
    shell = Shell.on("http://127.0.0.1:1", "", "").with("XENDISK_CONFIG", config.toString());
  }

  private Shell.Ran rehearse(String... words) {
    var all = new java.util.ArrayList<>(List.of("rotation", "rehearse", "--pool", "lab"));
    all.addAll(List.of(words));
    return shell.run(all.toArray(String[]::new));
  }

  private static List<String> texts(JsonNode happenings, String member, String who) {
    return StreamSupport.stream(happenings.spliterator(), false)
        .filter(one -> one.get("who").asString().equals(who))
        .map(one -> one.get(member).asString())
        .toList();
  }

  @Test
  void fourWeeksHaveASwapThatIsForgottenAWrongDiskAndOneThatIsPulledTooEarly() {
    var ran = rehearse("offsite", "-o", "json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    var happenings = ran.json().get("happenings");
    assertThat(texts(happenings, "text", "person"))
        .contains(
            "forgets the swap: B stays where it is",
            "pushes in A by mistake",
            "pulls D while nas01 has it",
            "shuts nas01 down and starts it again");
    assertThat(texts(happenings, "text", "xendisk"))
        .contains("released A, which is SAFE TO PULL: its time is over", "attached D to nas01");
    assertThat(texts(happenings, "event", "told"))
        .contains("disk-overdue", "wrong-disk", "pulled-while-attached", "quarantined", "digest")
        .as("that is for the digest only")
        .doesNotContain("disk-due");
    assertThat(texts(happenings, "at", "xendisk")).anyMatch(at -> at.endsWith(":30:00Z"));
    assertThat(ran.json().get("unplayed")).isEmpty();
    assertThat(told).as("nobody is told, and no hook runs").doesNotExist();
  }

  @Test
  void whatDoesNotFitIntoTheWeeksIsSaid() {
    var ran = rehearse("monthly", "--weeks", "1");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("attached M to nas01")
        .contains("to office, rack  disk-attached: M is attached to nas01");
    assertThat(ran.err()).contains("no time for a swap that is forgotten");
  }

  @Test
  void aSetThatIsNotConfiguredIsNamedWithTheNearestOne() {
    assertThat(rehearse("ofsite").err()).contains("Did you mean offsite?");
    assertThat(rehearse("offsite", "--weeks", "53").exit()).isEqualTo(2);
  }
}
