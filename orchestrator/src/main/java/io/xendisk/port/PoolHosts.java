package io.xendisk.port;

import io.xendisk.domain.HostId;
import io.xendisk.domain.SrId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.host.Account;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.Reached;
import io.xendisk.domain.host.UdevSr;
import io.xendisk.domain.host.VmTraits;
import io.xendisk.xenapi.PoolException;
import java.util.Collection;
import java.util.List;

/**
 * What is asked of a pool about its hosts themselves, on the session of a {@link Pool}. Every
 * method throws {@link PoolException}. Thread-safe.
 */
public interface PoolHosts {
  /** The hosts by name, as far as disks rely on them, and which of them is the master. */
  record Estate(HostId master, List<HostFacts> hosts) {
    public Estate {
      hosts = List.copyOf(hosts);
    }
  }

  Estate estate();

  /** Who this session is for. */
  Account account();

  /** Connects to a host, and asks it nothing. */
  Reached reach(HostFacts host);

  /** What matters of VMs that have a removable disk; those that are gone are left out. */
  List<VmTraits> traits(Collection<VmId> vms);

  /** Makes a host's removable storage, for links of this kind. */
  SrId makeSr(HostFacts host, LinkName links);

  /** Lets a host use its removable storage. */
  void plug(UdevSr sr);
}
