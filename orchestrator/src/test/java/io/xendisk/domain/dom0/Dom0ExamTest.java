package io.xendisk.domain.dom0;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.RulesFile;
import io.xendisk.domain.host.UdevRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a look into dom0 finds, by facts made up here. */
class Dom0ExamTest {
  private static final String RULES = "/etc/udev/rules.d/";
  private static final HostRelease RELEASE = HostRelease.named("8.2").orElseThrow();
  private static final Dom0Hold MOUNTED = new Dom0Hold(Dom0Hold.Kind.MOUNTED, "/dev/sdb1 at /mnt");

  private static final Map<String, String> FOR_SDB =
      Map.of(
          RulesFile.PATH,
          UdevRules.forHost(RELEASE, List.of(new DiskMatch.ByBay("2:0:0:0")), LinkName.KERNEL)
              .text());

  private static BlockFacts sdb(boolean linked, Dom0Hold... holds) {
    return new BlockFacts(
        "sdb", "2:0:0:0", Map.of(), List.of(holds), linked ? List.of("sdb") : List.of());
  }

  private static List<String> ids(Map<String, String> rules, List<String> others, BlockFacts disk) {
    return ids(rules, others, disk, Set.of(), Set.of("sdb"));
  }

  private static List<String> ids(
      Map<String, String> rules,
      List<String> others,
      BlockFacts disk,
      Set<String> unshared,
      Set<String> shown) {
    var facts = new Dom0Facts("1f0c", Optional.of(RELEASE), rules, others, List.of(disk));
    return Dom0Exam.of("host xs1 (1f0c)", "xs1", facts, unshared, shown).stream()
        .map(Finding::id)
        .toList();
  }

  @Test
  void aHostAsItShouldBeHasNone() {
    assertThat(ids(FOR_SDB, List.of(), sdb(true))).isEmpty();
  }

  @Test
  void rulesThatAreGoneAreToldWithWhatAnUpdateLeft() {
    assertThat(ids(Map.of(), List.of(RULES + "58-xapi.rules.rpmsave"), sdb(false)))
        .containsExactly("rules-missing", "rules-saved-aside");
    assertThat(ids(FOR_SDB, List.of(RULES + ".59-xendisk.rules.a.xendisk-new"), sdb(true)))
        .containsExactly("rules-unfinished");
  }

  @Test
  void aDiskOfTheRulesThatIsNotOfferedIsToldByWhatIsInTheWay() {
    assertThat(ids(FOR_SDB, List.of(), sdb(false))).containsExactly("link-missing");
    assertThat(ids(FOR_SDB, List.of(), sdb(false, MOUNTED))).containsExactly("rules-disk-in-use");
    assertThat(ids(FOR_SDB, List.of(), sdb(false), Set.of("sdb"), Set.of()))
        .containsExactly("rules-disk-in-use");
    assertThat(ids(FOR_SDB, List.of(), sdb(true), Set.of(), Set.of()))
        .containsExactly("record-missing");
  }

  @Test
  void aDiskOfDom0ThatAnyRuleOffersIsTheWorst() {
    var careless = Map.of(RULES + "59-mine.rules", "KERNEL==\"sdb\", SYMLINK+=\"xapi/block/%k\"\n");

    assertThat(ids(careless, List.of(), sdb(true, MOUNTED)))
        .contains("dom0-disk-offered", "rules-hand-made", "rules-unchecked");
  }
}
