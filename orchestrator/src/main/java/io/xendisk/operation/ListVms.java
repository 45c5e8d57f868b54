package io.xendisk.operation;

import io.xendisk.port.Pool;
import java.util.List;

/** The VMs that a person may choose from. Thread-safe: holds no state of its own. */
public final class ListVms {
  private final Pool pool;

  public ListVms(Surroundings surroundings) {
    this.pool = surroundings.pool();
  }

  /** The names of all ordinary VMs, in order; two may have the same. */
  public List<String> names() {
    return pool.vmNames().stream().sorted().toList();
  }
}
