package io.xendisk.port;

import io.xendisk.domain.hook.HookCall;
import io.xendisk.domain.hook.HookReport;
import java.time.Duration;

/** Runs what a guest's owner wants run when a disk comes or goes. Thread-safe. */
@FunctionalInterface
public interface GuestHooks {
  /**
   * Runs a hook to its end. Whatever goes wrong with it is told in the report; an interrupt ends
   * it, with its children.
   *
   * @param atMost after which it is ended, with its children
   */
  HookReport run(HookCall call, Duration atMost) throws InterruptedException;
}
