package io.xendisk.service;

import java.time.Instant;

/**
 * Something that somebody who watches wants to know. Immutable.
 *
 * @param id greater than that of every earlier one of this service
 * @param pool the pool that it happened in
 * @param what what has to be looked at again
 * @param about a disk, VM, attachment or operation by its id; empty where it is about many
 */
public record Change(long id, Instant at, String pool, What what, String about) {
  /** What has to be looked at again; in lower case, with dashes, it is an event's name. */
  public enum What {
    /** Disks, VMs or hosts: there is a new snapshot. */
    STATUS,
    /** Whether the pool can be reached. */
    POOL,
    ATTACHMENT,
    ROTATION,
    OPERATION,
    FINDING;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
