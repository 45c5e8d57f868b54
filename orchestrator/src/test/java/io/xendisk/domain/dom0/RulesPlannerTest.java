package io.xendisk.domain.dom0;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.RulesFile;
import io.xendisk.domain.host.UdevRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What has to change in the rules files of a host: pure, by facts made up here. */
class RulesPlannerTest {
  private static final HostRelease RELEASE = HostRelease.named("8.2").orElseThrow();
  private static final DiskMatch BAY_2 = new DiskMatch.ByBay("2:0:0:0");
  private static final DiskMatch PATH_2 = new DiskMatch.ByIdPath("pci-0000:00:1f.2-ata-3.0");
  private static final DiskMatch SERIAL = new DiskMatch.BySerial("WD-3");
  private static final String HAND_MADE =
      "ACTION==\"add\", KERNEL==\"sd[b-z]\", SYMLINK+=\"xapi/block/%k\"\n";

  private static BlockFacts block(String name, int controller, Dom0Hold... holds) {
    return new BlockFacts(
        name,
        controller + ":0:0:0",
        Map.of(
            "ID_PATH",
            "pci-0000:00:1f.2-ata-%d.0".formatted(controller + 1),
            "ID_SERIAL_SHORT",
            "WD-" + controller),
        List.of(holds),
        List.of());
  }

  private static BlockFacts linked(String name, int controller) {
    var block = block(name, controller);
    return new BlockFacts(name, block.address(), block.properties(), block.holds(), List.of(name));
  }

  private static Dom0Facts facts(Map<String, String> rules, BlockFacts... blocks) {
    return new Dom0Facts("1f0c", java.util.Optional.of(RELEASE), rules, List.of(), List.of(blocks));
  }

  private static Map<String, String> ours(DiskMatch... disks) {
    return Map.of(
        RulesFile.PATH, UdevRules.forHost(RELEASE, List.of(disks), LinkName.KERNEL).text());
  }

  private static RulesPlan prepared(Dom0Facts facts, boolean adopt, DiskMatch... disks) {
    return new RulesPlanner("xs1", facts)
        .preparation(new RulesWish(List.of(disks), List.of(), adopt));
  }

  private static RulesPlan.Change change(RulesPlan plan) {
    assertThat(plan).isInstanceOf(RulesPlan.Change.class);
    return (RulesPlan.Change) plan;
  }

  private static RulesProblem refusal(RulesPlan plan) {
    assertThat(plan).isInstanceOf(RulesPlan.Refused.class);
    return ((RulesPlan.Refused) plan).why();
  }

  @Test
  void aBayIsNamedByItsWayThroughTheMachineWhereADiskInItTellsThat() {
    var known = change(prepared(facts(Map.of(), block("sdb", 2)), false, BAY_2));
    var empty = change(prepared(facts(Map.of()), false, BAY_2));
    var twice =
        change(prepared(facts(Map.of(), block("sdb", 2), sameWay("sdc", 3, 2)), false, BAY_2));

    assertThat(known.disks()).containsExactly(PATH_2);
    assertThat(known.targets()).extracting(BlockFacts::name).containsExactly("sdb");
    assertThat(empty.disks()).containsExactly(BAY_2);
    assertThat(empty.targets()).isEmpty();
    assertThat(twice.disks()).containsExactly(BAY_2);
  }

  /** Behind a port multiplier two disks may tell the same way. */
  private static BlockFacts sameWay(String name, int controller, int as) {
    return new BlockFacts(
        name, controller + ":0:0:0", block(name, as).properties(), List.of(), List.of());
  }

  @Test
  void whatIsAskedForIsAddedToWhatIsThereAndNothingTwice() {
    var rules = ours(PATH_2);

    var more = change(prepared(facts(rules, block("sdb", 2), block("sdc", 3)), false, SERIAL));
    var same = change(prepared(facts(rules, block("sdb", 2)), false, BAY_2));

    assertThat(more.disks()).containsExactly(PATH_2, SERIAL);
    assertThat(more.files()).hasSize(1);
    assertThat(same.files()).isEmpty();
    assertThat(same.disks()).containsExactly(PATH_2);
  }

  @Test
  void aDiskThatDom0HasInUseIsRefusedHoweverItIsNamed() {
    var hold = new Dom0Hold(Dom0Hold.Kind.LVM, "VG (dm-0)");
    var facts = facts(Map.of(), block("sdb", 2, hold));
    for (var match :
        List.of(BAY_2, PATH_2, new DiskMatch.BySerial("WD-2"), new DiskMatch.ByKernelName("sdb"))) {
      assertThat(refusal(prepared(facts, false, match)))
          .isInstanceOf(RulesProblem.DiskOfDom0.class);
    }
    assertThat(refusal(prepared(facts(ours(PATH_2), block("sdb", 2, hold)), false, SERIAL)))
        .as("named by the rules that are there")
        .isInstanceOf(RulesProblem.DiskOfDom0.class);
  }

  @Test
  void withoutAnyDiskNamedTheRulesThatAreThereOrWereThereCount() {
    var there = change(prepared(facts(ours(PATH_2), block("sdb", 2)), false));
    var remembered =
        change(
            new RulesPlanner("xs1", facts(Map.of(), block("sdb", 2)))
                .preparation(new RulesWish(List.of(), List.of(BAY_2), false)));

    assertThat(there.files()).isEmpty();
    assertThat(remembered.disks()).containsExactly(PATH_2);
    assertThat(refusal(prepared(facts(Map.of(), block("sdb", 2)), false)))
        .isInstanceOf(RulesProblem.NoDisksNamed.class);
  }

  @Test
  void aFileThatIsNotOursIsChangedOnlyWhenTold() {
    var stock = "/etc/udev/rules.d/50-udev.rules";
    var rules = new HashMap<>(Map.of(stock, "KERNEL==\"x\", MODE=\"1\"\n" + HAND_MADE));
    rules.put("/etc/udev/rules.d/59-mine.rules", "# mine\n" + HAND_MADE);
    var facts = facts(rules, linked("sdb", 2), linked("sdc", 3));

    var left = change(prepared(facts, false, BAY_2));
    var adopted = change(prepared(facts, true));

    assertThat(left.files()).extracting(FileChange::path).containsExactly(RulesFile.PATH);
    assertThat(left.foreign()).hasSize(2);
    assertThat(adopted.disks())
        .containsExactly(PATH_2, new DiskMatch.ByIdPath("pci-0000:00:1f.2-ata-4.0"));
    assertThat(adopted.foreign()).isEmpty();
    assertThat(adopted.files()).hasSize(3);
    assertThat(adopted.files().get(1).after()).isEqualTo("KERNEL==\"x\", MODE=\"1\"\n");
    assertThat(adopted.files().get(2).after()).isNull();
  }

  @Test
  void anEditedFileAndAForeignOneInItsPlaceAreLeftAlone() {
    var edited = Map.of(RulesFile.PATH, ours(PATH_2).get(RulesFile.PATH) + "# mine\n");
    var foreign = Map.of(RulesFile.PATH, HAND_MADE);

    assertThat(refusal(prepared(facts(edited), false, SERIAL)))
        .isInstanceOf(RulesProblem.Edited.class);
    assertThat(refusal(prepared(facts(foreign), false, SERIAL)))
        .isInstanceOf(RulesProblem.Foreign.class);
    assertThat(refusal(new RulesPlanner("xs1", facts(foreign)).removal(List.of())))
        .isInstanceOf(RulesProblem.Foreign.class);
    assertThat(change(prepared(facts(edited), true, SERIAL)).files()).hasSize(1);
  }

  @Test
  void theRulesOfOneDiskGoAloneAndWithTheLastOneTheFile() {
    var facts = facts(ours(PATH_2, SERIAL), block("sdb", 2), block("sdc", 3));
    var planner = new RulesPlanner("xs1", facts);

    var one = change(planner.removal(List.of(BAY_2)));
    var all = change(planner.removal(List.of()));

    assertThat(one.disks()).containsExactly(SERIAL);
    assertThat(one.targets()).extracting(BlockFacts::name).containsExactly("sdb");
    assertThat(all.files().getFirst().after()).isNull();
    assertThat(all.targets()).hasSize(2);
    assertThat(change(new RulesPlanner("xs1", facts(Map.of())).removal(List.of())).files())
        .isEmpty();
  }

  @Test
  void anOldTextIsKeptUnderANameThatUdevDoesNotRead() {
    var change = new FileChange(RulesFile.PATH, "old\n", "new\n");

    assertThat(change.backup())
        .hasValueSatisfying(
            name ->
                assertThat(name).startsWith(RulesFile.PATH + ".before-").doesNotEndWith(".rules"));
    assertThat(change.backup()).isEqualTo(change.reversed().reversed().backup());
    assertThat(new FileChange(RulesFile.PATH, null, "new\n").backup()).isEmpty();
  }
}
