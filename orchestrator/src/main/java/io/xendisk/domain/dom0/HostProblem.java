package io.xendisk.domain.dom0;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import java.time.Duration;
import java.util.List;

/** Why the rules of a host were not changed, or not to good effect. */
public sealed interface HostProblem {
  /** The pool has no such host; these it has. */
  record Unknown(String text, List<Host> hosts) implements HostProblem {}

  /** It does not answer the pool. */
  record NotLive(Host host) implements HostProblem {}

  /** It has no removable storage, where disks could show up. */
  record NoRemovableStorage(Host host) implements HostProblem {}

  /** Whoever answers there by SSH is another host. */
  record AnotherHost(Host host, String uuidThere) implements HostProblem {}

  /** It does not tell which product it runs. */
  record NoRelease(String host) implements HostProblem {}

  /** Nobody said which disks, and nothing tells. */
  record NoDisksNamed(String host) implements HostProblem {}

  /** dom0 has the disk in use. */
  record DiskOfDom0(String host, BlockFacts disk) implements HostProblem {}

  /** The host's own check says that somebody has the disk open. */
  record SharingCheckFails(String host, BlockFacts disk) implements HostProblem {}

  /** Our file was edited by somebody. */
  record Edited(String host, String path) implements HostProblem {}

  /** Somebody else's file is in the place of ours. */
  record Foreign(String host, String path) implements HostProblem {}

  /** A VM has a disk of this SR. */
  record StorageInUse(Host host, Disk disk, Attachment attachment) implements HostProblem {}

  /** A VM may have a disk of this host by what was noted on it (safety rule R9). */
  record StorageHeld(Host host, Holding holding) implements HostProblem {}

  /** Somebody works on a disk of this SR right now. */
  record StorageLeased(Host host, Disk disk, String owner) implements HostProblem {}

  /** A person was told that the disk may be pulled: nothing touches it any more (R11). */
  record WaitsToBePulled(Host host, Disk disk) implements HostProblem {}

  /** The new rules are there, and offer nothing; the old ones are back. */
  record WithoutEffect(Host host, List<BlockFacts> disks) implements HostProblem {}

  /** The disks are linked and the pool has no record of them; the old rules are back. */
  record NotOffered(Host host, List<String> devices, Duration waited) implements HostProblem {}

  /** After a failure the old rules could not be put back. */
  record NotRolledBack(Host host, String path, String first, String then) implements HostProblem {}

  /** The person who was asked said no. */
  record Declined(Host host) implements HostProblem {}
}
