package io.xendisk.domain.dom0;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.Exit;
import io.xendisk.testing.RulesProblems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesAdviceTest {
  /** Scripts rely on both columns: ids are added, never renamed or given another exit code. */
  private static final Map<String, Exit> PUBLIC =
      Map.ofEntries(
          Map.entry("host-unknown", Exit.USAGE),
          Map.entry("host-not-live", Exit.REFUSED),
          Map.entry("no-removable-storage", Exit.REFUSED),
          Map.entry("ssh-other-host", Exit.IDENTITY),
          Map.entry("release-unknown", Exit.FAILED),
          Map.entry("no-disks-named", Exit.USAGE),
          Map.entry("disk-of-dom0", Exit.REFUSED),
          Map.entry("rules-file-edited", Exit.REFUSED),
          Map.entry("rules-file-foreign", Exit.REFUSED),
          Map.entry("removable-storage-in-use", Exit.REFUSED),
          Map.entry("lease-held", Exit.CONFLICT),
          Map.entry("disk-waits-to-be-pulled", Exit.REFUSED),
          Map.entry("rules-without-effect", Exit.FAILED),
          Map.entry("disk-not-offered", Exit.PENDING),
          Map.entry("roll-back-failed", Exit.PARTLY),
          Map.entry("declined", Exit.REFUSED));

  static List<RulesProblem> problems() {
    return RulesProblems.all();
  }

  @Test
  void everyProblemIsListedForTheTests() {
    var listed = problems().stream().map(Object::getClass).collect(Collectors.toSet());

    assertThat(Arrays.<Class<?>>asList(RulesProblem.class.getPermittedSubclasses()))
        .allMatch(listed::contains);
  }

  @Test
  void idsAndExitCodesArePublic() {
    var told =
        problems().stream()
            .map(RulesAdvice::on)
            .collect(Collectors.toMap(e -> e.id(), e -> e.exit(), (one, _) -> one));

    assertThat(told).isEqualTo(PUBLIC);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void saysWhatAndWhyAndWhatToDoNext(RulesProblem problem) {
    var told = RulesAdvice.on(problem);

    assertThat(told.message()).isNotBlank().doesNotContain("null", "  ");
    assertThat(told.advice()).matches("(?s)[A-Z`].*\\.");
  }
}
