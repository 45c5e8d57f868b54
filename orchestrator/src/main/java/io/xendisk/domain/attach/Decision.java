package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.lease.LeaseVerdict;

/** What a policy makes of a scene and a request. */
public sealed interface Decision {
  /** It is so already. */
  record AlreadySo(Attachment attachment) implements Decision {}

  /** The disk is with no VM already, and a person was told that it may be pulled. */
  record AlreadyOut() implements Decision {}

  /** Not done, and why. */
  record Refuse(Problem why) implements Decision {}

  /** Not yet: decide again when this has happened. */
  record Wait(Waiting what) implements Decision {}

  /** The owner of the lease is dead: clear it away, then decide again. */
  record ClearLease(LeaseVerdict.Dead dead) implements Decision {}

  /** The VM has to be started first, on the host of the disk; then decide again. */
  record StartVm() implements Decision {}

  /** The VM has to go to the host of the disk first; then decide again. */
  record MoveVm(Host to) implements Decision {}

  /** To be done. */
  record Act(Plan plan) implements Decision {}
}
