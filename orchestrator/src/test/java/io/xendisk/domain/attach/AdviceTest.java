package io.xendisk.domain.attach;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.Exit;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.testing.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdviceTest {
  private static final Pattern COMMAND = Pattern.compile("`xendisk (\\w+)");

  /** Scripts rely on both columns: ids are added, never renamed or given another exit code. */
  private static final Map<String, Exit> PUBLIC =
      Map.ofEntries(
          Map.entry("disk-unknown", Exit.ABSENT),
          Map.entry("disk-absent", Exit.ABSENT),
          Map.entry("disk-ambiguous", Exit.USAGE),
          Map.entry("vm-unknown", Exit.USAGE),
          Map.entry("vm-ambiguous", Exit.USAGE),
          Map.entry("pool-too-old", Exit.REFUSED),
          Map.entry("newer-note", Exit.USAGE),
          Map.entry("vm-halted-first-attach", Exit.REFUSED),
          Map.entry("vm-not-running", Exit.REFUSED),
          Map.entry("disk-has-twin", Exit.REFUSED),
          Map.entry("disk-retired", Exit.REFUSED),
          Map.entry("drive-failing", Exit.REFUSED),
          Map.entry("disk-not-read", Exit.REFUSED),
          Map.entry("nothing-to-remember-by", Exit.REFUSED),
          Map.entry("passport-mismatch", Exit.IDENTITY),
          Map.entry("disk-enrolled", Exit.USAGE),
          Map.entry("name-taken", Exit.USAGE),
          Map.entry("no-name", Exit.USAGE),
          Map.entry("disk-not-enrolled", Exit.ABSENT),
          Map.entry("no-place-for-passport", Exit.CREDENTIALS),
          Map.entry("passport-not-writable", Exit.CREDENTIALS),
          Map.entry("not-attached-there", Exit.CONFLICT),
          Map.entry("vm-is-template", Exit.REFUSED),
          Map.entry("vm-is-snapshot", Exit.REFUSED),
          Map.entry("vm-is-control-domain", Exit.REFUSED),
          Map.entry("vm-ha-protected", Exit.REFUSED),
          Map.entry("wrong-host", Exit.REFUSED),
          Map.entry("vm-cannot-start-there", Exit.REFUSED),
          Map.entry("read-only-disk", Exit.REFUSED),
          Map.entry("read-only-into-hvm", Exit.REFUSED),
          Map.entry("guest-has-no-hotplug", Exit.REFUSED),
          Map.entry("not-provable", Exit.REFUSED),
          Map.entry("disk-released", Exit.REFUSED),
          Map.entry("attached-in-other-mode", Exit.REFUSED),
          Map.entry("holder-not-running", Exit.REFUSED),
          Map.entry("vbd-not-unpluggable", Exit.REFUSED),
          Map.entry("guest-silent", Exit.PENDING),
          Map.entry("vm-move-failed", Exit.FAILED),
          Map.entry("vm-move-not-permitted", Exit.CREDENTIALS),
          Map.entry("vm-not-moved", Exit.PENDING),
          Map.entry("confirm-mismatch", Exit.USAGE),
          Map.entry("release-under-way", Exit.REFUSED),
          Map.entry("guest-may-be-answering", Exit.REFUSED),
          Map.entry("record-lost", Exit.REFUSED),
          Map.entry("force-failed", Exit.FAILED),
          Map.entry("force-pending", Exit.PENDING),
          Map.entry("taken-by-force", Exit.NOT_SAFE_TO_PULL),
          Map.entry("nothing-to-force", Exit.NOT_SAFE_TO_PULL),
          Map.entry("before-detach-failed", Exit.FAILED),
          Map.entry("after-attach-failed", Exit.PARTLY),
          Map.entry("disk-in-use", Exit.CONFLICT),
          Map.entry("disk-claimed", Exit.CONFLICT),
          Map.entry("disk-held", Exit.CONFLICT),
          Map.entry("disk-busy", Exit.CONFLICT),
          Map.entry("lease-held", Exit.CONFLICT),
          Map.entry("several-holders", Exit.CONFLICT),
          Map.entry("not-with-that-vm", Exit.CONFLICT),
          Map.entry("changed-meanwhile", Exit.CONFLICT),
          Map.entry("guest-not-booted", Exit.PENDING),
          Map.entry("vm-not-started", Exit.PENDING),
          Map.entry("guest-holds-disk", Exit.PENDING),
          Map.entry("still-pending", Exit.PENDING),
          Map.entry("plug-failed", Exit.FAILED),
          Map.entry("unplug-failed", Exit.FAILED),
          Map.entry("vm-start-failed", Exit.FAILED),
          Map.entry("vanished", Exit.NOT_SAFE_TO_PULL),
          Map.entry("not-clean", Exit.NOT_SAFE_TO_PULL),
          Map.entry("still-claimed", Exit.NOT_SAFE_TO_PULL),
          Map.entry("guest-rebooted", Exit.PARTLY),
          Map.entry("disk-held-by-vm", Exit.CONFLICT),
          Map.entry("vm-start-blocked", Exit.CONFLICT),
          Map.entry("disk-not-ours", Exit.REFUSED),
          Map.entry("vm-cannot-resume", Exit.IDENTITY),
          Map.entry("lease-lost", Exit.PARTLY));

  /** Ids that say one thing for several causes, and how many. */
  private static final Map<String, Integer> SEVERAL_CAUSES =
      Map.of(
          "passport-mismatch",
          3,
          "disk-absent",
          2,
          "wrong-host",
          3,
          "vm-cannot-start-there",
          2,
          "vm-start-failed",
          2,
          "lease-held",
          2,
          "changed-meanwhile",
          2);

  static List<Problem> problems() {
    return Problems.all();
  }

  @Test
  void isTestedOnEveryProblemThereIs() {
    var tested = problems().stream().<Class<?>>map(Problem::getClass).collect(toSet());

    assertThat(tested).containsExactlyInAnyOrderElementsOf(recordsOf(Problem.class).toList());
  }

  /** Families of problems stand between a problem and the whole. */
  private static Stream<Class<?>> recordsOf(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(AdviceTest::recordsOf)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void endsWithTheExitCodeThatScriptsRelyOn(Problem problem) {
    var explanation = Advice.on(problem);

    assertThat(PUBLIC).containsEntry(explanation.id(), explanation.exit());
  }

  @Test
  void knowsNoIdThatNoProblemHas() {
    var ids = problems().stream().map(problem -> Advice.on(problem).id()).collect(toSet());

    assertThat(ids).isEqualTo(PUBLIC.keySet());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void hasAnIdInKebabCase(Problem problem) {
    assertThat(Advice.on(problem).id()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void givesNoIdTwoMeanings() {
    Map<String, Set<Class<?>>> meanings =
        problems().stream()
            .collect(
                groupingBy(
                    problem -> Advice.on(problem).id(), mapping(Problem::getClass, toSet())));

    assertThat(meanings)
        .allSatisfy(
            (id, types) -> assertThat(types).as(id).hasSize(SEVERAL_CAUSES.getOrDefault(id, 1)));
  }

  /** What failed, with names and UUIDs (house style 15). */
  @ParameterizedTest
  @MethodSource("problems")
  void namesEverythingThatTheProblemIsAboutWithItsUuid(Problem problem) {
    var message = Advice.on(problem).message();

    assertThat(names(problem)).allSatisfy(name -> assertThat(message).contains(name));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void saysWhatFailedInOnePhraseAndWhatToDoInSentences(Problem problem) {
    var explanation = Advice.on(problem);

    assertThat(explanation.message()).isNotBlank().doesNotEndWith(".");
    assertThat(explanation.advice()).matches("(?s)[A-Z`].*[.?]");
    for (var text : List.of(explanation.message(), explanation.advice())) {
      assertThat(text)
          .doesNotContain("null", "  ", "[", "%", "Optional", "\n")
          .doesNotMatch(".*\\d{9,}-\\d\\d-\\d\\dT.*");
      assertThat(text.chars().filter(c -> c == '`').count()).isEven();
    }
  }

  /** A command in an advice has to be there. */
  @ParameterizedTest
  @MethodSource("problems")
  void advisesOnlyCommandsThatThereAre(Problem problem) {
    var commands =
        COMMAND.matcher(Advice.on(problem).advice()).results().map(AdviceTest::command).toList();

    assertThat(commands)
        .isSubsetOf("disks", "disk", "attach", "detach", "status", "watch", "repair", "vm");
  }

  /** As long as the disk is in a guest, or nobody knows, nobody may take it for safe. */
  @Test
  void saysThatItIsNotSafeToPullWhereverAReleaseStopped() {
    var stopped =
        Stream.of("guest-holds-disk", "still-claimed")
            .flatMap(id -> problems().stream().filter(p -> Advice.on(p).id().equals(id)));

    assertThat(stopped)
        .isNotEmpty()
        .allSatisfy(
            problem -> assertThat(Advice.on(problem).advice()).contains("NOT SAFE TO PULL"));
  }

  /** Safety rule R10: the words that the exit 5 of a release has to hold. */
  @Test
  void saysThatAGuestMayLetGoAtAnyTimeAndOnlyDetachTellsWhenItIsSafe() {
    var holds =
        problems().stream().filter(Problem.GuestHolds.class::isInstance).findFirst().orElseThrow();

    assertThat(Advice.on(holds).advice())
        .contains(
            "may let go at any time", "safe to pull only when `xendisk detach` says so", "/dev/");
  }

  @Test
  void tellsTheWayOutOfAHaltedVm() {
    var halted =
        problems().stream()
            .filter(Problem.HaltedFirstAttach.class::isInstance)
            .findFirst()
            .orElseThrow();

    assertThat(Advice.on(halted).advice()).contains("--if-halted start", "--if-halted wait");
  }

  private static String command(MatchResult found) {
    return found.group(1);
  }

  private static List<String> names(Problem problem) {
    var names = new ArrayList<String>();
    for (var component : problem.getClass().getRecordComponents()) {
      try {
        addNames(names, component.getAccessor().invoke(problem));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(component + " cannot be read", e);
      }
    }
    return names;
  }

  private static void addNames(List<String> names, @Nullable Object value) {
    switch (value) {
      case Disk disk -> names.addAll(List.of(disk.name(), disk.place(), disk.vdi().uuid()));
      case Vm vm -> names.addAll(List.of(vm.name(), vm.id().uuid()));
      case Attachment vbd -> names.addAll(List.of(vbd.holder().name(), vbd.holder().vm().uuid()));
      case Host host -> names.add(host.name());
      case List<?> several when !several.isEmpty() && !(several.getFirst() instanceof String) ->
          several.forEach(one -> addNames(names, one));
      case null, default -> {}
    }
  }
}
