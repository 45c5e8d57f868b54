package io.xendisk.domain.host;

import io.xendisk.domain.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was seen of a pool as a whole. Immutable.
 *
 * @param reached by host; hosts that were not tried are left out
 * @param ahead how far the clock of each live host is ahead of this workstation's
 * @param master the host whose clock counts
 * @param url where the pool was reached first
 * @param now by the clock of this workstation
 */
public record PoolSigns(
    List<HostFacts> hosts,
    Map<HostId, Reached> reached,
    Map<HostId, Duration> ahead,
    HostId master,
    Account account,
    String url,
    Instant now) {
  public PoolSigns {
    hosts = List.copyOf(hosts);
    reached = Map.copyOf(reached);
    ahead = Map.copyOf(ahead);
  }
}
