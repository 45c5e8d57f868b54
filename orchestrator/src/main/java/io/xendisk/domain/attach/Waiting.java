package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.lease.Lease;
import java.time.Instant;

/** What has to happen before it is worth deciding again. */
public sealed interface Waiting {
  /** The guest of a running VM has to boot. */
  record ForBoot() implements Waiting {}

  /** Somebody has to start the VM. */
  record ForStart() implements Waiting {}

  /** Another xendisk has to finish with the disk; unheard of it counts as dead after a moment. */
  record ForLease(Lease lease, Instant until) implements Waiting {}

  /** A guest was asked to let go, and has to. */
  record ForRelease(Attachment attachment) implements Waiting {}

  /** An operation of the pool, or a read by the control domain, has to end. */
  record ForOperation() implements Waiting {}
}
