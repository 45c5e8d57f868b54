package io.xendisk.domain.dom0;

import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.HandMadeRule;
import java.util.List;

/** What has to be done to the rules of a host, or why nothing may be. */
public sealed interface RulesPlan {
  /**
   * Files to change, if any.
   *
   * @param disks that the rules are for afterwards
   * @param targets the disks in the host that the change is about
   * @param foreign rules of somebody else's that stay as they are
   * @param warnings what to know before
   */
  record Change(
      List<FileChange> files,
      List<DiskMatch> disks,
      List<BlockFacts> targets,
      List<HandMadeRule> foreign,
      List<String> warnings)
      implements RulesPlan {
    public Change {
      files = List.copyOf(files);
      disks = List.copyOf(disks);
      targets = List.copyOf(targets);
      foreign = List.copyOf(foreign);
      warnings = List.copyOf(warnings);
    }

    /** The changes as people read them. */
    public String diff() {
      var text = new StringBuilder();
      files.forEach(file -> text.append(file.diff()));
      return text.toString();
    }
  }

  record Refused(RulesProblem why) implements RulesPlan {}
}
