package io.xendisk.domain.attach;

import static io.xendisk.testing.VmBuilder.aVm;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FirstAttachRuleTest {
  private final FirstAttachRule rule = new FirstAttachRule();

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.xendisk.domain.attach.FirstAttachCase#all")
  void theTableInTheDocsHasExactlyOneRowForEveryCaseAndItSaysWhatTheCodeDoes(FirstAttachCase its)
      throws IOException {
    var rows = DecisionTable.ofTheDocs().rows().stream().filter(row -> row.covers(its)).toList();

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().happens()).isEqualTo(inWords(its.moment()));
  }

  @Test
  void theTableInTheDocsHasNoRowThatCoversNothing() throws IOException {
    assertThat(DecisionTable.ofTheDocs().rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(FirstAttachCase.all()).anyMatch(row::covers));
  }

  @ParameterizedTest
  @EnumSource
  void neverPlugsANewDiskIntoARunningVmThatNothingShowsToHaveBooted(IfHalted ifHalted) {
    var moment = momentFor(PowerState.RUNNING, false, null, ifHalted);

    assertThat(moment).isEqualTo(new PlugMoment.AfterBoot());
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheEvidenceThatItPlugsOn(BootEvidence evidence) {
    var moment = momentFor(PowerState.RUNNING, false, evidence, IfHalted.REFUSE);

    assertThat(moment).isEqualTo(new PlugMoment.Now(evidence));
  }

  @Test
  void plugsADiskThatTheVmHadBeforeWithoutEvidence() {
    var moment = momentFor(PowerState.RUNNING, true, null, IfHalted.REFUSE);

    assertThat(moment).isEqualTo(new PlugMoment.Now(null));
  }

  /** Evidence about a halted VM is about an earlier boot, and must not lead to a VBD. */
  @ParameterizedTest
  @MethodSource("io.xendisk.domain.attach.FirstAttachCase#all")
  void plugsNowOnlyIntoARunningVm(FirstAttachCase its) {
    if (its.power() != PowerState.RUNNING) {
      assertThat(its.moment()).isNotInstanceOf(PlugMoment.Now.class);
    }
  }

  @ParameterizedTest
  @MethodSource("io.xendisk.domain.attach.FirstAttachCase#all")
  void leavesAVbdForTheNextBootOnlyOfADiskThatTheVmHadBefore(FirstAttachCase its) {
    if (its.moment() instanceof PlugMoment.AtNextBoot) {
      assertThat(its.hadItBefore()).isTrue();
      assertThat(its.power()).isEqualTo(PowerState.HALTED);
    }
  }

  @Test
  void refusesAFirstAttachToAHaltedVmAndNamesIt() {
    var vm = aVm("nas02").build();

    var moment = rule.momentFor(vm, false, null, IfHalted.REFUSE);

    assertThat(moment).isEqualTo(new PlugMoment.Never(new Problem.HaltedFirstAttach(vm)));
  }

  private PlugMoment momentFor(
      PowerState power, boolean hadItBefore, @Nullable BootEvidence evidence, IfHalted ifHalted) {
    return rule.momentFor(aVm("nas01").in(power).build(), hadItBefore, evidence, ifHalted);
  }

  private static String inWords(PlugMoment moment) {
    return switch (moment) {
      case PlugMoment.Now _ -> "plug now";
      case PlugMoment.AfterBoot _ -> "wait for the boot";
      case PlugMoment.AfterStart(boolean byUs) -> byUs ? "start the VM" : "wait for a start";
      case PlugMoment.AtNextBoot _ -> "at the next boot";
      case PlugMoment.Never(var why) -> "refuse: " + Advice.on(why).id();
    };
  }
}
