package io.xendisk.domain.attach;

import static io.xendisk.testing.VmBuilder.aVm;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.attach.BootRule.Asked;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.testing.VmBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Safety rule R7: what shows that a guest has booted, in this very boot. */
class BootRuleTest {
  private static final Duration SETTLED = BootSettings.DEFAULT.settled();
  private static final Duration ENOUGH = ofMinutes(10);
  private static final GuestPort NFS = new GuestPort("nas01.example.org", 2049);

  private final BootRule rule = new BootRule(BootSettings.DEFAULT);
  private final BootRule allowingMore = new BootRule(new BootSettings(SETTLED, NFS, ENOUGH));

  @Test
  void takesWhatTheAgentWroteAfterTheStart() {
    var vm = aVm("nas01").running().agentWrote(ofMillis(1)).build();

    assertThat(rule.evidence(vm, Asked.NOTHING)).contains(BootEvidence.GUEST_METRICS);
  }

  /** The object is made with the start, agent or not, and dated by it. */
  @Test
  void takesMetricsOfTheSameMomentAsTheStartForNoEvidence() {
    var vm = aVm("nas01").running().agentWrote(Duration.ZERO).build();

    assertThat(rule.evidence(vm, Asked.NOTHING)).isEmpty();
  }

  /** A reboot leaves the metrics of the boot before in place (facts §2.4). */
  @ParameterizedTest
  @ValueSource(longs = {1, 1000, 86_400_000})
  void takesWhatAnAgentWroteInAnEarlierBootForNoEvidence(long millis) {
    var vm = aVm("nas01").running().agentWrote(ofMillis(-millis)).build();

    assertThat(rule.evidence(vm, Asked.NOTHING)).isEmpty();
  }

  @Test
  void takesConnectedDriversForEvidenceOnceTheUptimeHasSettled() {
    var vm = aVm("nas01").running().driversDetected(true).build();

    assertThat(rule.evidence(vm, upFor(SETTLED))).contains(BootEvidence.PV_DRIVERS);
    assertThat(rule.evidence(vm, upFor(SETTLED.minusMillis(1)))).isEmpty();
    assertThat(rule.evidence(vm, Asked.NOTHING)).isEmpty();
  }

  @Test
  void takesNoUptimeForEvidenceWhereDriversAreNotConnectedOrNotKnown() {
    var without = aVm("nas01").running().driversDetected(false).build();
    var unknown = aVm("nas02").running().build();

    assertThat(rule.evidence(without, upFor(ofHours(10)))).isEmpty();
    assertThat(rule.evidence(unknown, upFor(ofHours(10)))).isEmpty();
  }

  @Test
  void takesAPortForEvidenceOnlyIfSomebodyAnswers() {
    var vm = aVm("nas01").running().build();

    assertThat(allowingMore.evidence(vm, new Asked(null, true))).contains(BootEvidence.TCP_PORT);
    assertThat(allowingMore.evidence(vm, new Asked(null, false))).isEmpty();
  }

  @Test
  void takesTheUptimeAloneOnlyWhereTheUserAllowedIt() {
    var vm = aVm("nas01").running().build();

    assertThat(allowingMore.evidence(vm, upFor(ENOUGH))).contains(BootEvidence.UPTIME);
    assertThat(allowingMore.evidence(vm, upFor(ENOUGH.minusMillis(1)))).isEmpty();
    assertThat(rule.evidence(vm, upFor(ENOUGH))).isEmpty();
  }

  @Test
  void tellsTheStrongestEvidenceThereIs() {
    var everything = new Asked(ENOUGH, true);
    var agent = aVm("nas01").running().driversDetected(true).agentWrote(ofSeconds(40)).build();
    var drivers = aVm("nas01").running().driversDetected(true).build();
    var silent = aVm("nas01").running().build();

    assertThat(allowingMore.evidence(agent, everything)).contains(BootEvidence.GUEST_METRICS);
    assertThat(allowingMore.evidence(drivers, everything)).contains(BootEvidence.PV_DRIVERS);
    assertThat(allowingMore.evidence(silent, everything)).contains(BootEvidence.TCP_PORT);
    assertThat(allowingMore.evidence(silent, upFor(ENOUGH))).contains(BootEvidence.UPTIME);
  }

  @Test
  void fallsBackOnWeakerEvidenceWhereTheAgentWroteInAnEarlierBoot() {
    var vm = aVm("nas01").running().agentWrote(ofSeconds(-1)).driversDetected(true).build();

    assertThat(rule.evidence(vm, upFor(SETTLED))).contains(BootEvidence.PV_DRIVERS);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void takesNothingForEvidenceUnlessTheVmRuns(PowerState power) {
    var vm = aVm("nas01").driversDetected(true).agentWrote(ofMinutes(1)).in(power).build();

    assertThat(allowingMore.evidence(vm, new Asked(ENOUGH, true))).isEmpty();
  }

  @Test
  void takesNothingForEvidenceWhereTheMomentOfTheStartIsNotKnown() {
    var vm = aVm("nas01").running().agentWrote(ofMinutes(1)).withoutBoot().build();

    assertThat(allowingMore.evidence(vm, new Asked(ENOUGH, true))).isEmpty();
  }

  /** A host whose clock was set back says that its VMs start in the future. */
  @Test
  void takesANegativeUptimeForNoEvidence() {
    var vm = aVm("nas01").running().driversDetected(true).build();

    assertThat(allowingMore.evidence(vm, upFor(ofHours(-1)))).isEmpty();
  }

  @Test
  void wantsToKnowTheUptimeOnlyWhereItMayTell() {
    var silent = aVm("nas01").running().build();
    var drivers = aVm("nas01").running().driversDetected(true).build();

    assertThat(rule.wantsUptime(silent)).isFalse();
    assertThat(rule.wantsUptime(drivers)).isTrue();
    assertThat(allowingMore.wantsUptime(silent)).isTrue();
    assertThat(allowingMore.wantsUptime(aVm("nas01").build())).isFalse();
  }

  @Test
  void knowsHowMuchLongerTheVmHasToBeUp() {
    var silent = aVm("nas01").running().build();
    var drivers = aVm("nas01").running().driversDetected(true).build();

    assertThat(rule.untilUptimeCounts(drivers, ofSeconds(50))).contains(ofSeconds(70));
    assertThat(allowingMore.untilUptimeCounts(silent, ofMinutes(4))).contains(ofMinutes(6));
    assertThat(rule.untilUptimeCounts(silent, ofSeconds(50))).isEmpty();
    assertThat(allowingMore.untilUptimeCounts(silent, ENOUGH)).isEmpty();
  }

  @Test
  void looksAgainAtTheEarlierOfTwoUptimesThatCount() {
    var drivers = aVm("nas01").running().driversDetected(true).build();
    var impatient = new BootRule(new BootSettings(SETTLED, null, ofSeconds(30)));

    assertThat(impatient.untilUptimeCounts(drivers, ofSeconds(10))).contains(ofSeconds(20));
    assertThat(impatient.untilUptimeCounts(drivers, ofSeconds(40))).contains(ofSeconds(80));
  }

  /** Whatever it promises to look at again has to be evidence then. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 30, 119, 120, 121, 599})
  void findsEvidenceWhenTheTimeHasCome(long seconds) {
    for (var vm : new VmBuilder[] {aVm("a").running(), aVm("b").running().driversDetected(true)}) {
      Duration uptime = ofSeconds(seconds);
      var left = allowingMore.untilUptimeCounts(vm.build(), uptime);

      left.ifPresent(
          more ->
              assertThat(allowingMore.evidence(vm.build(), upFor(uptime.plus(more)))).isNotEmpty());
    }
  }

  private static Asked upFor(@Nullable Duration uptime) {
    return new Asked(uptime, null);
  }

  @Test
  void whatAGuestCannotDoIsNotBelievedWhileItMayStillBoot() {
    var rule = new BootRule(new BootSettings(Duration.ofMinutes(2), null, null));

    assertThat(rule.mayStillBoot(Duration.ofSeconds(10))).isTrue();
    assertThat(rule.mayStillBoot(Duration.ofMinutes(5))).isFalse();
  }
}
