package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static io.xendisk.testing.VbdBuilder.aVbdOfTheControlDomain;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.testing.DiskBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiskStateTest {
  static Stream<Arguments> states() {
    return Stream.of(
        state("free", "nobody has it", aDisk("a")),
        state("free", "released", aDisk("a").released()),
        state("free", "read-only", aDisk("a").readOnly()),
        state("attached", "a VM has it", aDisk("a").with(aVbdOf("x").attached())),
        state("attached", "by our own VBD", aDisk("a").with(aVbdOf("x").attached().ours())),
        state(
            "attached",
            "beside a leftover",
            aDisk("a").with(aVbdOf("x").ours(), aVbdOf("x").named("b").attached())),
        state("attaching", "before the plug", aDisk("a").with(aVbdOf("x").ours())),
        state("attaching", "during it", aDisk("a").with(aVbdOf("x").attached().doing("plug"))),
        state("attaching", "somebody else's plug", aDisk("a").with(aVbdOf("x").doing("plug"))),
        state(
            "attaching",
            "for the next boot",
            aDisk("a").with(aVbdOf("x").ours().whoseVmIs(PowerState.HALTED))),
        state("releasing", "asked to let go", aDisk("a").with(aVbdOf("x").attached().releasing())),
        state("releasing", "has let go", aDisk("a").with(aVbdOf("x").releasing())),
        state("releasing", "being unplugged", aDisk("a").with(aVbdOf("x").doing("unplug"))),
        state(
            "releasing", "by force", aDisk("a").with(aVbdOf("x").attached().doing("unplug_force"))),
        state(
            "releasing",
            "one of two",
            aDisk("a").with(aVbdOf("x").attached(), aVbdOf("y").attached().releasing())),
        state("held", "by the control domain", aDisk("a").with(aVbdOfTheControlDomain())),
        state(
            "held",
            "by it beside a VM",
            aDisk("a").with(aVbdOf("x").attached(), aVbdOfTheControlDomain().attached())),
        state("held", "by somebody's unattached VBD", aDisk("a").with(aVbdOf("x"))),
        state("held", "by a lease", aDisk("a").leasedUntil(NOW)),
        state("held", "by the pool", aDisk("a").busyWith("forget")),
        state("missing", "its host is down", aDisk("a").absent()),
        state("missing", "whoever had it", aDisk("a").absent().with(aVbdOf("x").attached())));
  }

  private static Arguments state(String word, String when, DiskBuilder disk) {
    return Arguments.of(word, Named.of(when, disk.build()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("states")
  void tellsWhatHappensWithADiskInOneWord(String word, Disk disk) {
    assertThat(disk.state().word()).isEqualTo(word);
  }

  @Test
  void usesTheWordsOfTheContract() {
    assertThat(Stream.of(DiskState.values()).map(DiskState::word))
        .containsExactlyInAnyOrder("free", "attached", "attaching", "releasing", "held", "missing");
  }

  /** A disk in any doubt is not free. */
  @Test
  void isFreeOnlyWithoutAnyVbd() {
    assertThat(states().map(Arguments::get))
        .allSatisfy(
            its -> {
              var disk = (Disk) ((Named<?>) its[1]).getPayload();
              assertThat(disk.state() != DiskState.FREE || disk.attachments().isEmpty()).isTrue();
            });
  }
}
