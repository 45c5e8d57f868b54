package io.xendisk.domain.disk;

import io.xendisk.domain.SrId;
import java.util.List;

/** What is wrong with a host's removable storage, so that its disks cannot be seen or used. */
public sealed interface StorageProblem {
  Host host();

  /** The host has no SR of type udev with sm_config type=block. */
  record NoRemovableSr(Host host) implements StorageProblem {}

  /** The host has more than one; nothing says which of them a disk will show up in. */
  record SeveralRemovableSrs(Host host, List<SrId> srs) implements StorageProblem {}

  /** The SR is there, but its PBD on the host is not plugged. */
  record SrNotPlugged(Host host, SrId sr) implements StorageProblem {}

  /** The host does not answer; its disks are shown as they were last seen. */
  record HostNotLive(Host host) implements StorageProblem {}
}
