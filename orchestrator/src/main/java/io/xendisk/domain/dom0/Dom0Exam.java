package io.xendisk.domain.dom0;

import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.FindingKind;
import io.xendisk.domain.host.HandMadeRule;
import io.xendisk.domain.host.RulesAudit;
import io.xendisk.domain.host.RulesFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What dom0 itself tells to be wrong with the rules of a host and the disks that they name. Pure.
 */
public final class Dom0Exam {
  private final String about;
  private final String name;
  private final Dom0Facts facts;
  private final RulesAudit audit;
  private final List<Finding> found = new ArrayList<>();

  private Dom0Exam(String about, String name, Dom0Facts facts) {
    this.about = about;
    this.name = name;
    this.facts = facts;
    this.audit = RulesAudit.of(facts.rules());
  }

  /**
   * The findings.
   *
   * @param about the host with its uuid: {@code host xs1 (1f...)}
   * @param name the host's
   * @param unshared the disks for which the host's own check fails
   * @param shown the devices of the host that the pool has records of
   */
  public static List<Finding> of(
      String about, String name, Dom0Facts facts, Set<String> unshared, Set<String> shown) {
    var exam = new Dom0Exam(about, name, facts);
    exam.files();
    exam.offeredByMistake();
    facts.meant(exam.audit.disks()).forEach(block -> exam.named(block, unshared, shown));
    return List.copyOf(exam.found);
  }

  private void files() {
    if (audit.ours() == RulesAudit.Ours.ABSENT && audit.handMade().isEmpty()) {
      add(
          FindingKind.RULES_MISSING,
          RulesFile.PATH + " is not there, nor any rule that somebody else made",
          prepare(" --bay H:C:T:L"));
    }
    found.addAll(audit.findings(about, name));
    for (var path : facts.savedByUpdates()) {
      add(
          FindingKind.RULES_SAVED_ASIDE,
          path,
          "compare it with the file without .rpmsave, and remove it; "
              + prepare(" --bay H:C:T:L")
              + " for what it offered");
    }
    for (var path : facts.unfinished()) {
      add(FindingKind.RULES_UNFINISHED, path, prepare(""));
    }
  }

  private void offeredByMistake() {
    for (var block : facts.offeredByMistake()) {
      add(
          FindingKind.DOM0_DISK_OFFERED,
          "%s is linked for VMs, and dom0 has it: %s".formatted(block.words(), block.holdWords()),
          "take the rule away that offers it ("
              + culprits()
              + "), then `xendisk host check %s --scan`".formatted(name));
    }
  }

  private String culprits() {
    return audit.handMade().isEmpty()
        ? RulesFile.PATH
        : audit.handMade().stream()
            .map(HandMadeRule::path)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /** A disk that is in the host, and that our rules name. */
  private void named(BlockFacts block, Set<String> unshared, Set<String> shown) {
    if (block.isLinked()) {
      if (!shown.contains(block.name())) {
        add(
            FindingKind.RECORD_MISSING,
            "%s is linked, and the pool has no record of it".formatted(block.words()),
            prepare(""));
      }
    } else if (!block.holds().isEmpty()) {
      add(
          FindingKind.RULES_DISK_IN_USE,
          "%s: %s".formatted(block.words(), block.holdWords()),
          "xendisk host remove %s --ssh root@%s --%s, or end its use in dom0"
              .formatted(name, name, option(block)));
    } else if (unshared.contains(block.name())) {
      add(
          FindingKind.RULES_DISK_IN_USE,
          "%s: check-device-sharing fails".formatted(block.words()),
          "`lsof /dev/%s` on the host tells who has it".formatted(block.name()));
    } else {
      add(
          FindingKind.LINK_MISSING,
          "%s has no link under /dev/xapi/block".formatted(block.words()),
          prepare(""));
    }
  }

  private String option(BlockFacts block) {
    return audit.disks().stream()
        .filter(block::is)
        .map(DiskMatch::words)
        .findFirst()
        .orElse("kernel " + block.name());
  }

  private String prepare(String disks) {
    return "xendisk host prepare %s --ssh root@%s%s".formatted(name, name, disks);
  }

  private void add(FindingKind kind, String evidence, String mend) {
    found.add(Finding.of(kind, about, evidence, mend));
  }
}
