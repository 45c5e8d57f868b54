package io.xendisk.domain.release;

import java.time.Duration;

/** What is done about the pool's answer to a request to let go. */
public sealed interface NextMove {
  /** The disk is out of the guest. */
  record Done() implements NextMove {}

  /**
   * Look, wait so long or until something changes, look again, and ask again.
   *
   * @param because for the person who waits
   */
  record AskAgain(Duration pause, Because because) implements NextMove {}

  /** Asking again would change nothing. */
  record GiveUp(Reason reason) implements NextMove {}

  /** Why it is asked again. */
  enum Because {
    /** The guest said no: it uses the disk. */
    GUEST_REFUSED,
    /** That may be the guest's answer to an earlier request, and is not believed. */
    REFUSAL_MAY_BE_OLD,
    /** The guest said nothing, for as long as the pool waits. */
    GUEST_SILENT,
    /** Something else is under way in the pool. */
    POOL_BUSY,
    /** How it ended nobody can tell. */
    ANSWER_UNCLEAR
  }

  /** Why it is not asked again. */
  enum Reason {
    GUEST_SILENT,
    /** Whoever made the VBD forbids it: theirs is the consent. */
    NOT_UNPLUGGABLE,
    /** The disk, or its record, is gone. */
    DISK_GONE,
    POOL_BUSY,
    POOL_SAYS_NO
  }
}
