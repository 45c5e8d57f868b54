package io.xendisk.domain.share;

import java.util.List;
import java.util.Map;

/**
 * Who lives, and who keeps what, at one moment by the database's clock. Immutable.
 *
 * @param keepers who keeps a pool, by its name; of one that nobody keeps there is none
 */
public record Standing(List<Replica> replicas, Map<String, String> keepers) {
  public Standing {
    replicas = List.copyOf(replicas);
    keepers = Map.copyOf(keepers);
  }
}
