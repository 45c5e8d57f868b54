package io.xendisk.testing;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.Dom0Hold;
import io.xendisk.domain.dom0.RulesProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every problem with the rules of a host that there is, once each. */
public final class RulesProblems {
  private static final String PATH = "/etc/udev/rules.d/59-xendisk.rules";
  private static final Attachment VBD = aVbdOf("nas01").attached().build();
  private static final Disk DISK = aDisk("BACKUP-02").build();
  private static final BlockFacts BLOCK =
      new BlockFacts(
          "sda",
          "0:0:0:0",
          Map.of("ID_SERIAL", "ST3500418AS_9VM1"),
          List.of(
              new Dom0Hold(Dom0Hold.Kind.MOUNTED, "/dev/sda1 at /"),
              new Dom0Hold(Dom0Hold.Kind.PRIMARY_DISK, "")),
          List.of());

  private RulesProblems() {}

  public static List<RulesProblem> all() {
    return List.of(
        new RulesProblem.Unknown("xs11", List.of(Hosts.XS1, Hosts.XS2)),
        new RulesProblem.NotLive(Hosts.XS1),
        new RulesProblem.NoRemovableStorage(Hosts.XS1),
        new RulesProblem.AnotherHost(Hosts.XS1, "1f0c"),
        new RulesProblem.AnotherHost(Hosts.XS1, ""),
        new RulesProblem.NoRelease("xs1"),
        new RulesProblem.NoDisksNamed("xs1"),
        new RulesProblem.DiskOfDom0("xs1", BLOCK),
        new RulesProblem.SharingCheckFails("xs1", BLOCK),
        new RulesProblem.Edited("xs1", PATH),
        new RulesProblem.Foreign("xs1", PATH),
        new RulesProblem.StorageInUse(Hosts.XS1, DISK, VBD),
        new RulesProblem.StorageHeld(
            Hosts.XS1, Holdings.of(DISK, "nas01", io.xendisk.domain.disk.Holding.Left.NOTHING)),
        new RulesProblem.StorageLeased(Hosts.XS1, DISK, "operator@backup1"),
        new RulesProblem.WaitsToBePulled(Hosts.XS1, DISK),
        new RulesProblem.WithoutEffect(Hosts.XS1, List.of(BLOCK)),
        new RulesProblem.NotOffered(Hosts.XS1, List.of("sdb"), Duration.ofMinutes(2)),
        new RulesProblem.NotRolledBack(Hosts.XS1, PATH, "no effect", "the connection ended"),
        new RulesProblem.Declined(Hosts.XS1));
  }
}
