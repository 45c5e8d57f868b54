package io.xendisk.domain.share;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which pools a service takes, and which it gives up. Each pool has one best keeper among those
 * that live, by a hash of both names, so that all agree without asking each other, pools are shared
 * evenly, and few move when one comes or goes. Pure.
 */
public final class ShareRule {
  private final String us;
  private final List<String> pools;

  /**
   * The rule of one service.
   *
   * @param pools those that it could keep
   */
  public ShareRule(String us, List<String> pools) {
    this.us = us;
    this.pools = List.copyOf(pools);
  }

  /** What it does now: takes these, which nobody keeps, and gives up those. */
  public record Decided(List<String> take, List<String> give) {
    public Decided {
      take = List.copyOf(take);
      give = List.copyOf(give);
    }
  }

  public Decided decide(Standing standing) {
    var take = new ArrayList<String>();
    var give = new ArrayList<String>();
    for (var pool : pools) {
      var keeper = standing.keepers().get(pool);
      boolean ours = best(standing, pool).filter(us::equals).isPresent();
      if (keeper == null && ours) {
        take.add(pool);
      } else if (us.equals(keeper) && !ours) {
        give.add(pool);
      }
    }
    return new Decided(take, give);
  }

  /** Of those that have lived for a while if there is one, else of all that live. */
  private static Optional<String> best(Standing standing, String pool) {
    var able =
        standing.replicas().stream().filter(replica -> replica.pools().contains(pool)).toList();
    var settled = able.stream().filter(Replica::settled).toList();
    return (settled.isEmpty() ? able : settled)
        .stream()
            .map(Replica::name)
            .max(
                Comparator.<String>comparingLong(name -> weight(pool, name))
                    .thenComparing(Comparator.naturalOrder()));
  }

  private static long weight(String pool, String replica) {
    return Hashing.sha256()
        .hashString(pool.length() + ":" + pool + replica, StandardCharsets.UTF_8)
        .asLong();
  }
}
