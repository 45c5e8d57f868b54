package io.xendisk;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.xendisk.adapter.wrong.AdapterThatSeesAnOperation;
import io.xendisk.adapter.wronger.AdapterThatSeesAnotherAdapter;
import io.xendisk.answer.wrong.AnswerThatReachesTooFar;
import io.xendisk.cli.wrong.CommandThatReachesTooFar;
import io.xendisk.config.wrong.ConfigThatSeesAPort;
import io.xendisk.domain.wrong.DomainThatLooksOutside;
import io.xendisk.operation.wrong.OperationThatReachesTooFar;
import io.xendisk.port.wrong.PortThatSeesAnOperation;
import io.xendisk.service.wrong.ServiceThatReachesTooFar;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The house stays as design.md draws it; and every rule is shown to be one that can be broken. */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  /** Classes that break rules, by the rule that each of them has to break. */
  private static final Map<ArchRule, List<Class<?>>> WRONG =
      Map.ofEntries(
          Map.entry(HouseRules.DOMAIN_IS_PURE, List.of(DomainThatLooksOutside.class)),
          Map.entry(HouseRules.DOMAIN_DOES_NO_IO, List.of(DomainThatLooksOutside.class)),
          Map.entry(HouseRules.DOMAIN_OPENS_NO_STREAM, List.of(DomainThatLooksOutside.class)),
          Map.entry(HouseRules.DOMAIN_HAS_NO_CLOCK, List.of(DomainThatLooksOutside.class)),
          Map.entry(HouseRules.PORT_SEES_THE_DOMAIN, List.of(PortThatSeesAnOperation.class)),
          Map.entry(
              HouseRules.OPERATION_SEES_PORT_AND_DOMAIN, List.of(OperationThatReachesTooFar.class)),
          Map.entry(
              HouseRules.ADAPTER_SEES_PORT_DOMAIN_AND_CLIENT,
              List.of(AdapterThatSeesAnOperation.class)),
          Map.entry(
              HouseRules.ADAPTERS_SEE_NO_OTHER_ADAPTER,
              List.of(AdapterThatSeesAnotherAdapter.class, AdapterThatSeesAnOperation.class)),
          Map.entry(
              HouseRules.CLI_SEES_OPERATION_PORT_DOMAIN_AND_CONFIG,
              List.of(CommandThatReachesTooFar.class)),
          Map.entry(
              HouseRules.ANSWER_SEES_OPERATION_PORT_AND_DOMAIN,
              List.of(AnswerThatReachesTooFar.class)),
          Map.entry(
              HouseRules.SERVICE_SEES_ANSWER_OPERATION_PORT_DOMAIN_AND_CONFIG,
              List.of(ServiceThatReachesTooFar.class)),
          Map.entry(HouseRules.ONLY_THE_FRONT_SEES_HTTP, List.of(ServiceThatReachesTooFar.class)),
          Map.entry(
              HouseRules.ONLY_THE_METRICS_SEE_MICROMETER, List.of(ServiceThatReachesTooFar.class)),
          Map.entry(HouseRules.ONLY_THE_SERVICE_LOGS, List.of(AnswerThatReachesTooFar.class)),
          Map.entry(HouseRules.CONFIG_SEES_THE_DOMAIN, List.of(ConfigThatSeesAPort.class)),
          Map.entry(
              HouseRules.ONLY_THE_WIRING_SEES_ADAPTERS, List.of(OperationThatReachesTooFar.class)),
          Map.entry(
              HouseRules.ONLY_THE_DEMO_SEES_FIXTURES, List.of(CommandThatReachesTooFar.class)),
          Map.entry(HouseRules.NOBODY_SEES_THE_WIRING, List.of(CommandThatReachesTooFar.class)),
          Map.entry(
              HouseRules.NO_PACKAGE_CYCLES,
              List.of(PortThatSeesAnOperation.class, OperationThatReachesTooFar.class)),
          Map.entry(
              HouseRules.ONLY_THE_WIRING_HAS_A_CLOCK, List.of(OperationThatReachesTooFar.class)),
          Map.entry(HouseRules.NOBODY_SLEEPS, List.of(OperationThatReachesTooFar.class)),
          Map.entry(HouseRules.ONLY_THE_WIRING_HAS_DICE, List.of(OperationThatReachesTooFar.class)),
          Map.entry(
              HouseRules.ONLY_THE_WIRING_KNOWS_THE_PROCESSS_STREAMS,
              List.of(CommandThatReachesTooFar.class)),
          Map.entry(HouseRules.ONLY_COMMANDS_PRINT, List.of(OperationThatReachesTooFar.class)),
          Map.entry(
              HouseRules.ONLY_THE_ENTRY_POINT_EXITS, List.of(CommandThatReachesTooFar.class)));

  static Stream<Arguments> rules() {
    return Arrays.stream(HouseRules.class.getDeclaredFields())
        .filter(field -> field.getType() == ArchRule.class)
        .filter(field -> !Modifier.isPrivate(field.getModifiers()))
        .map(
            field -> {
              try {
                return Arguments.of(field.getName(), field.get(null));
              } catch (IllegalAccessException e) {
                throw new AssertionError(field + " cannot be read", e);
              }
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theHouseKeeps(String name, ArchRule rule) {
    rule.check(HOUSE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void aWrongClassBreaks(String name, ArchRule rule) {
    assertThat(WRONG).containsKey(rule);

    var result = rule.evaluate(new ClassFileImporter().importClasses(WRONG.get(rule)));

    assertThat(result.hasViolation()).isTrue();
  }

  @Test
  void looksAtEveryPackageOfTheHouse() {
    var packages =
        HOUSE.stream()
            .map(found -> found.getPackageName().replaceFirst("^(io\\.xendisk(\\.\\w+)?).*", "$1"))
            .collect(toSet());

    assertThat(packages)
        .containsExactlyInAnyOrder(
            "io.xendisk",
            "io.xendisk.adapter",
            "io.xendisk.answer",
            "io.xendisk.cli",
            "io.xendisk.config",
            "io.xendisk.domain",
            "io.xendisk.operation",
            "io.xendisk.port",
            "io.xendisk.service");
  }
}
