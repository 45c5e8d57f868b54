package io.xendisk.domain.dom0;

import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.HandMadeRule;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.RulesAudit;
import io.xendisk.domain.host.RulesFile;
import io.xendisk.domain.host.UdevRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has to change in the rules files of a host. Invariant: a file that is not ours is
 * changed only where a person said so, and no rule is made for a disk that dom0 has in use. Pure.
 */
public final class RulesPlanner {
  private final String host;
  private final Dom0Facts facts;
  private final RulesAudit audit;

  /**
   * @param host its name, for the words
   */
  public RulesPlanner(String host, Dom0Facts facts) {
    this.host = host;
    this.facts = facts;
    this.audit = RulesAudit.of(facts.rules());
  }

  /** The rules for what they are for already, and for what is wished beside it. */
  public RulesPlan preparation(RulesWish wish) {
    var refused = notOurs(wish.adopt());
    if (refused.isPresent()) {
      return refused.get();
    }
    if (facts.release().isEmpty()) {
      return new RulesPlan.Refused(new RulesProblem.NoRelease(host));
    }
    Set<DiskMatch> disks = new LinkedHashSet<>(audit.disks());
    wish.disks().forEach(disk -> disks.add(facts.steadier(disk)));
    if (wish.adopt()) {
      adopted().forEach(disks::add);
    }
    if (disks.isEmpty()) {
      wish.remembered().forEach(disk -> disks.add(facts.steadier(disk)));
    }
    if (disks.isEmpty()) {
      return new RulesPlan.Refused(new RulesProblem.NoDisksNamed(host));
    }
    return preparation(facts.release().get(), disks, wish.adopt());
  }

  private RulesPlan preparation(HostRelease release, Set<DiskMatch> disks, boolean adopt) {
    var targets = facts.meant(disks);
    for (var target : targets) {
      if (!target.holds().isEmpty()) {
        return new RulesPlan.Refused(new RulesProblem.DiskOfDom0(host, target));
      }
    }
    var each = List.copyOf(disks);
    var files = new ArrayList<FileChange>();
    add(files, RulesFile.PATH, UdevRules.forHost(release, each, LinkName.KERNEL).text());
    if (adopt) {
      files.addAll(withoutHandMade());
    }
    return new RulesPlan.Change(
        files,
        each,
        targets,
        adopt ? List.of() : audit.handMade(),
        UdevRules.warnings(release, each));
  }

  /** The rules without these disks, or without any where none is named. */
  public RulesPlan removal(Collection<DiskMatch> named) {
    var refused = notOurs(false);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (facts.release().isEmpty()) {
      return new RulesPlan.Refused(new RulesProblem.NoRelease(host));
    }
    Set<DiskMatch> gone = new LinkedHashSet<>(named.isEmpty() ? audit.disks() : named);
    named.forEach(disk -> gone.add(facts.steadier(disk)));
    var left = audit.disks().stream().filter(disk -> !gone.contains(disk)).toList();
    var targets = new ArrayList<>(facts.meant(audit.disks()));
    targets.removeAll(facts.meant(left));
    var files = new ArrayList<FileChange>();
    add(
        files,
        RulesFile.PATH,
        left.isEmpty()
            ? null
            : UdevRules.forHost(facts.release().get(), left, LinkName.KERNEL).text());
    return new RulesPlan.Change(files, left, targets, audit.handMade(), List.of());
  }

  private void add(List<FileChange> files, String path, @Nullable String after) {
    var before = facts.rules().get(path);
    if (before == null ? after != null : !before.equals(after)) {
      files.add(new FileChange(path, before, after));
    }
  }

  private Optional<RulesPlan> notOurs(boolean adopt) {
    return switch (audit.ours()) {
      case ABSENT, WHOLE -> Optional.empty();
      case EDITED ->
          adopt
              ? Optional.empty()
              : Optional.of(new RulesPlan.Refused(new RulesProblem.Edited(host, RulesFile.PATH)));
      case FOREIGN ->
          adopt
              ? Optional.empty()
              : Optional.of(new RulesPlan.Refused(new RulesProblem.Foreign(host, RulesFile.PATH)));
    };
  }

  /** What somebody else's rules offer now, each disk by its place. */
  private List<DiskMatch> adopted() {
    if (audit.handMade().isEmpty()) {
      return List.of();
    }
    var known = facts.meant(audit.disks());
    return facts.offered().stream()
        .filter(block -> !known.contains(block))
        .flatMap(block -> facts.byPlace(block).stream())
        .toList();
  }

  private List<FileChange> withoutHandMade() {
    var changes = new ArrayList<FileChange>();
    audit.handMade().stream()
        .map(HandMadeRule::path)
        .filter(path -> !path.equals(RulesFile.PATH))
        .distinct()
        .sorted()
        .forEach(path -> add(changes, path, withoutHandMade(path)));
    return changes;
  }

  /** What is left of a file; nothing where all of its rules were for offering disks. */
  private @Nullable String withoutHandMade(String path) {
    var text = facts.rules().getOrDefault(path, "");
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    audit.handMade().stream()
        .filter(rule -> rule.path().equals(path))
        .sorted((a, b) -> Integer.compare(b.line(), a.line()))
        .forEach(rule -> lines.subList(rule.line() - 1, rule.line() - 1 + rule.lines()).clear());
    boolean idle = lines.stream().noneMatch(RulesPlanner::doesSomething);
    return idle ? null : String.join("\n", lines);
  }

  /** Jumps, labels and comments alone do nothing. */
  private static boolean doesSomething(String line) {
    var rule = line.strip();
    return !rule.isEmpty()
        && !rule.startsWith("#")
        && !rule.startsWith("LABEL=")
        && !rule.matches(".*\\bGOTO=\"[^\"]*\"");
  }
}
