package io.xendisk.port;

import io.xendisk.domain.lease.ProcessMark;

/** What is known of the processes of this machine. */
@FunctionalInterface
public interface Processes {
  /**
   * Whether a process has certainly ended: it ran in this boot of this machine, where its number
   * can be seen, and does no more. False wherever that cannot be told.
   */
  boolean isGone(ProcessMark process);
}
