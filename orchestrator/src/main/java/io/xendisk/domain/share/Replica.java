package io.xendisk.domain.share;

import java.util.Set;

/**
 * A service that lives, and shares pools with others. Immutable.
 *
 * @param name no other one has it
 * @param pools those that it could keep
 * @param settled whether it has lived for a while: one that is ended again and again takes none
 *     from others
 */
public record Replica(String name, Set<String> pools, boolean settled) {
  public Replica {
    pools = Set.copyOf(pools);
  }
}
