package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.tell.News;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are told of a check. */
class FindingNewsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
  private static final Diagnosed PASSPORT =
      Diagnosed.of(FindingKind.PASSPORT_UNREADABLE, "the key k", "half of it", "a newer release");
  private static final Diagnosed RULES =
      Diagnosed.of(FindingKind.RULES_LOST, "host xs1 (1f)", "no disks", "host prepare xs1");
  private static final Diagnosed NOTICE =
      Diagnosed.of(FindingKind.BASELINE_MISSING, "host xs1 (1f)", "none", "host check xs1 --save");

  private static Optional<News> told(Map<String, Acknowledgements.By> known, Diagnosed... found) {
    var diagnosis = new Diagnosis(List.of(found), new Acknowledgements(known));
    return FindingNews.of(diagnosis, "lab", NOW);
  }

  @Test
  void allThatIsWrongIsOnePieceAsBadAsTheWorstOfIt() {
    var both = told(Map.of(), RULES, PASSPORT, NOTICE).orElseThrow();
    var warning = told(Map.of(), PASSPORT).orElseThrow();

    assertThat(both.text())
        .startsWith("2 things are wrong in pool lab: rules-lost (host xs1 (1f)); passport-")
        .doesNotContain("baseline-missing");
    assertThat(both.severity().word()).isEqualTo("critical");
    assertThat(warning.text()).startsWith("1 thing is wrong in pool lab");
    assertThat(warning.severity().word()).isEqualTo("warning");
  }

  @Test
  void whatSomebodyKnowsOfIsNotToldAndNoticesAreNot() {
    var known =
        Map.of(Acknowledgements.mark(RULES.finding()), new Acknowledgements.By("alice", NOW, null));

    assertThat(told(known, RULES, NOTICE)).isEmpty();
    assertThat(told(known, RULES, PASSPORT).orElseThrow().text()).doesNotContain("rules-lost");
    assertThat(told(Map.of())).isEmpty();
  }

  @Test
  void theSameThingsAreTheSameNewsThoughTheyWereSeenOtherwise() {
    var otherwise =
        Diagnosed.of(FindingKind.PASSPORT_UNREADABLE, "the key k", "other evidence", "other words");

    assertThat(told(Map.of(), otherwise)).isEqualTo(told(Map.of(), PASSPORT));
  }
}
