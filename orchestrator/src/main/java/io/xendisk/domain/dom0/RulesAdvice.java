package io.xendisk.domain.dom0;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.NearNames;
import io.xendisk.domain.disk.Host;
import java.util.List;

/** The words for every {@link RulesProblem}: what failed, why, and what to do next. */
public final class RulesAdvice {
  private static final String FROM_INSIDE =
      "Detach it with `xendisk detach`, then run this again: what the host is told of its disks"
          + " reaches every disk of that storage, those in use too.";

  private RulesAdvice() {}

  public static Explanation on(RulesProblem problem) {
    return switch (problem) {
      case RulesProblem.Unknown(var text, var hosts) -> unknown(text, hosts);
      case RulesProblem.NotLive(var host) ->
          refused(
              "host-not-live",
              "%s does not answer the pool".formatted(name(host)),
              "Look after the host, or wait until it has booted.");
      case RulesProblem.NoRemovableStorage(var host) ->
          refused(
              "no-removable-storage",
              "%s has no removable storage that is plugged: no SR of type udev where a disk could show up"
                  .formatted(name(host)),
              "`xendisk disks` names the command that makes one.");
      case RulesProblem.AnotherHost(var host, var there) ->
          new Explanation(
              "ssh-other-host",
              Exit.IDENTITY,
              "whoever answers there by SSH is not %s: its inventory says host %s"
                  .formatted(name(host), there.isEmpty() ? "nothing" : there),
              "Name the address of the host itself with --ssh; `xe host-list params=uuid,address`"
                  + " lists them.");
      case RulesProblem.NoRelease(var host) ->
          new Explanation(
              "release-unknown",
              Exit.FAILED,
              "dom0 of %s does not tell which product it runs (/etc/xensource-inventory)"
                  .formatted(host),
              "`xendisk host rules` prints the rules of a release that you name.");
      case RulesProblem.NoDisksNamed(var host) ->
          new Explanation(
              "no-disks-named",
              Exit.USAGE,
              "nobody said which disks %s shall offer, and no rules of xendisk's are there"
                  .formatted(host),
              "Name bays or disks: --bay 2:0:0:0, --serial, --id-path, or as a last resort"
                  + " --kernel sdb. --adopt takes over what rules made by hand offer.");
      case RulesProblem.DiskOfDom0(var host, var disk) ->
          refused(
              "disk-of-dom0",
              "%s of %s is in use by dom0 itself, and must not be offered to any VM: %s"
                  .formatted(disk.words(), host, disk.holdWords()),
              "Name another disk. If dom0 shall not have this one any more (an old volume group,"
                  + " a multipath map), end that first: unmount it, `vgchange -an`, or a"
                  + " blacklist entry for multipath.");
      case RulesProblem.SharingCheckFails(var host, var disk) ->
          refused(
              "disk-of-dom0",
              "%s of %s cannot be opened by anybody alone (check-device-sharing fails): something in dom0 has it"
                  .formatted(disk.words(), host),
              "On the host, `lsof /dev/%s` and `ls /sys/block/%s/holders` tell who has it."
                  .formatted(disk.name(), disk.name()));
      case RulesProblem.Edited(var host, var path) ->
          refused(
              "rules-file-edited",
              "%s on %s was edited since xendisk wrote it".formatted(path, host),
              "Look at it; --adopt writes it anew, and keeps the old text beside it.");
      case RulesProblem.Foreign(var host, var path) ->
          refused(
              "rules-file-foreign",
              "%s on %s is not a file of xendisk's".formatted(path, host),
              "Look at it; --adopt puts ours in its place, and keeps the old text beside it.");
      case RulesProblem.StorageInUse(var host, var disk, var vbd) ->
          refused(
              "removable-storage-in-use",
              "%s of %s is attached to %s (VM %s), and %s belongs to the same storage"
                  .formatted(
                      disk.fullName(),
                      host.name(),
                      vbd.holder().name(),
                      vbd.holder().vm().uuid(),
                      "what is about to change"),
              FROM_INSIDE);
      case RulesProblem.StorageHeld(var host, var holding) ->
          refused(
              "removable-storage-in-use",
              "%s still has a disk of %s, as far as xendisk noted it"
                  .formatted(holding.holder(), name(host)),
              FROM_INSIDE);
      case RulesProblem.StorageLeased(var host, var disk, var owner) ->
          new Explanation(
              "lease-held",
              Exit.CONFLICT,
              "%s is working on %s of %s".formatted(owner, disk.fullName(), host.name()),
              "Wait until that is done, and run it again.");
      case RulesProblem.WaitsToBePulled(var host, var disk) ->
          refused(
              "disk-waits-to-be-pulled",
              "%s of %s was called safe to pull: nothing may touch its storage until it is gone"
                  .formatted(disk.fullName(), host.name()),
              "Pull the disk, or attach it again with `xendisk attach`; then run this again.");
      case RulesProblem.WithoutEffect(var host, var disks) ->
          new Explanation(
              "rules-without-effect",
              Exit.FAILED,
              "with the new rules %s still links nothing for %s; the old rules are back"
                  .formatted(name(host), words(disks)),
              "`xendisk host check %s --ssh ...` tells what udev makes of them."
                  .formatted(host.name()));
      case RulesProblem.NotOffered(var host, var devices, var waited) ->
          new Explanation(
              "disk-not-offered",
              Exit.PENDING,
              "%s links %s, and after %d s the pool shows no record of it; the old rules are back"
                  .formatted(name(host), String.join(", ", devices), waited.toSeconds()),
              "Is the toolstack of the host up? Run it again, with a longer --deadline if the host"
                  + " is slow.");
      case RulesProblem.NotRolledBack(var host, var path, var first, var then) ->
          new Explanation(
              "roll-back-failed",
              Exit.PARTLY,
              "%s on %s could not be put back as it was (%s), after this went wrong: %s"
                  .formatted(path, name(host), then, first),
              "The file is whole, old or new; a copy of the old one is beside it. Run it again.");
      case RulesProblem.Declined(var host) ->
          refused(
              "declined",
              "nothing was changed on %s: it was not wanted".formatted(name(host)),
              "Run it again when you like; --yes asks no question.");
    };
  }

  private static Explanation unknown(String text, List<Host> hosts) {
    var names = hosts.stream().map(Host::name).sorted().toList();
    var near = NearNames.to(text, names);
    return new Explanation(
        "host-unknown",
        Exit.USAGE,
        "the pool has no host %s".formatted(text),
        "Its hosts are %s.".formatted(String.join(", ", near.isEmpty() ? names : near)));
  }

  private static Explanation refused(String id, String message, String advice) {
    return new Explanation(id, Exit.REFUSED, message, advice);
  }

  private static String words(List<BlockFacts> disks) {
    return String.join(", ", disks.stream().map(BlockFacts::words).toList());
  }

  private static String name(Host host) {
    return "host %s (%s)".formatted(host.name(), host.id().uuid());
  }
}
