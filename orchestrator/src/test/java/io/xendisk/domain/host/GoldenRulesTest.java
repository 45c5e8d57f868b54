package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of every release, byte by byte, in {@code src/test/resources/.../golden}. A change that
 * is meant is taken over with {@code GoldenRules}.
 */
class GoldenRulesTest {
  static Stream<GoldenRules.Case> cases() {
    return GoldenRules.cases().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theRulesAreTheGoldenOnes(GoldenRules.Case golden) throws IOException {
    assertThat(golden.rules().text()).isEqualTo(read(golden.fileName()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyFileIsOursWholeAndTellsItsDisks(GoldenRules.Case golden) {
    var text = golden.rules().text();

    assertThat(RulesFile.isWhole(text)).isTrue();
    assertThat(RulesFile.disksIn(text)).isEqualTo(golden.disks());
    assertThat(RulesFile.isWhole(text.replace("check-device-sharing", "true"))).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyRuleIsExplainedAndEveryOfferIsCheckedBefore(GoldenRules.Case golden) {
    var lines = golden.rules().lines();

    assertThat(lines)
        .filteredOn(line -> !line.text().isEmpty() && !line.text().startsWith("#"))
        .allSatisfy(line -> assertThat(line.why()).isNotEmpty());
    var rules = new ArrayList<String>();
    lines.forEach(line -> rules.add(line.text()));
    int link = firstWith(rules, "SYMLINK+=");
    int check = firstWith(rules, "check-device-sharing");
    assertThat(check).isNotNegative().isLessThanOrEqualTo(link);
    assertThat(rules)
        .filteredOn(rule -> rule.contains("local-device-change"))
        .allSatisfy(rule -> assertThat(rule).endsWith(" &'\""));
  }

  @Test
  void everyReleaseHasEachWayOfNamingAndSeveralDisks() {
    assertThat(GoldenRules.cases()).hasSize(37);
  }

  private static int firstWith(List<String> rules, String text) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).contains(text)) {
        return i;
      }
    }
    return -1;
  }

  private static String read(String name) throws IOException {
    try (InputStream golden = GoldenRulesTest.class.getResourceAsStream("golden/" + name)) {
      assertThat(golden).as(name).isNotNull();
      return new String(golden.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
