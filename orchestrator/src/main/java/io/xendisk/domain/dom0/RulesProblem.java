package io.xendisk.domain.dom0;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import java.time.Duration;
import java.util.List;

/** Why the rules of a host were not changed, or not to good effect. */
public sealed interface RulesProblem {
  /** The pool has no such host; these it has. */
  record Unknown(String text, List<Host> hosts) implements RulesProblem {}

  /** It does not answer the pool. */
  record NotLive(Host host) implements RulesProblem {}

  /** It has no removable storage, where disks could show up. */
  record NoRemovableStorage(Host host) implements RulesProblem {}

  /** Whoever answers there by SSH is another host. */
  record AnotherHost(Host host, String uuidThere) implements RulesProblem {}

  /** It does not tell which product it runs. */
  record NoRelease(String host) implements RulesProblem {}

  /** Nobody said which disks, and nothing tells. */
  record NoDisksNamed(String host) implements RulesProblem {}

  /** dom0 has the disk in use. */
  record DiskOfDom0(String host, BlockFacts disk) implements RulesProblem {}

  /** The host's own check says that somebody has the disk open. */
  record SharingCheckFails(String host, BlockFacts disk) implements RulesProblem {}

  /** Our file was edited by somebody. */
  record Edited(String host, String path) implements RulesProblem {}

  /** Somebody else's file is in the place of ours. */
  record Foreign(String host, String path) implements RulesProblem {}

  /** A VM has a disk of this SR. */
  record StorageInUse(Host host, Disk disk, Attachment attachment) implements RulesProblem {}

  /** A VM may have a disk of this host by what was noted on it (safety rule R9). */
  record StorageHeld(Host host, Holding holding) implements RulesProblem {}

  /** Somebody works on a disk of this SR right now. */
  record StorageLeased(Host host, Disk disk, String owner) implements RulesProblem {}

  /** A person was told that the disk may be pulled: nothing touches it any more (R11). */
  record WaitsToBePulled(Host host, Disk disk) implements RulesProblem {}

  /** The new rules are there, and offer nothing; the old ones are back. */
  record WithoutEffect(Host host, List<BlockFacts> disks) implements RulesProblem {}

  /** The disks are linked and the pool has no record of them; the old rules are back. */
  record NotOffered(Host host, List<String> devices, Duration waited) implements RulesProblem {}

  /** After a failure the old rules could not be put back. */
  record NotRolledBack(Host host, String path, String first, String then) implements RulesProblem {}

  /** The person who was asked said no. */
  record Declined(Host host) implements RulesProblem {}
}
