package io.xendisk.operation;

import io.xendisk.domain.host.DiskMatch;
import java.time.Duration;
import java.util.List;

/**
 * What shall become of the rules of a host. Immutable.
 *
 * @param host its name or uuid
 * @param disks those that are named; none means those of the rules as they are
 * @param adopt whether rules that somebody else made are taken over
 * @param planOnly whether it is only shown
 * @param deadline for the disks to show up in the pool
 */
public record RulesOrder(
    String host,
    Kind kind,
    List<DiskMatch> disks,
    boolean adopt,
    boolean planOnly,
    Duration deadline) {
  /** Which way. */
  public enum Kind {
    PREPARE,
    REMOVE
  }

  public RulesOrder {
    disks = List.copyOf(disks);
  }
}
