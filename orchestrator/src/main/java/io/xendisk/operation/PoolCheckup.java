package io.xendisk.operation;

import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.host.Account;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.Need;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import io.xendisk.port.PoolHosts.Estate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What findings are made of: the hosts, and every disk, read as far as the account and everybody
 * else allow. Immutable.
 */
record PoolCheckup(Estate estate, Account account, Inventory inventory, List<Disk> disks) {
  PoolCheckup {
    disks = List.copyOf(disks);
  }

  /**
   * Reads disks where that is allowed; an account that may not read goes without.
   *
   * @param host the one whose disks are wanted; null for all
   */
  static PoolCheckup of(Surroundings surroundings, @Nullable String host)
      throws InterruptedException {
    Pool pool = surroundings.pool();
    var account = pool.hosts().account();
    if (account.may(Need.READ) && account.may(Need.MARK)) {
      var listing =
          new ListDisks(surroundings).run(disk -> host == null || isOn(host, disk.seat().host()));
      return new PoolCheckup(pool.hosts().estate(), account, listing.inventory(), listing.disks());
    }
    var inventory = pool.inventory();
    return new PoolCheckup(
        pool.hosts().estate(), account, inventory, RepairPool.known(pool, inventory));
  }

  private static boolean isOn(String text, Host host) {
    return host.name().equals(text) || host.id().uuid().equals(text);
  }

  List<Disk> disksOf(HostFacts host) {
    return disks.stream().filter(disk -> disk.seat().host().id().equals(host.host().id())).toList();
  }
}
