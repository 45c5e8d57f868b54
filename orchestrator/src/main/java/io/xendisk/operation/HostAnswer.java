package io.xendisk.operation;

import io.xendisk.domain.Explanation;

/** What was found out about hosts, or why nothing was. */
public sealed interface HostAnswer<T> {
  /** What was found out. */
  record Told<T>(T what) implements HostAnswer<T> {}

  /** Nothing was. */
  record Not<T>(Explanation why) implements HostAnswer<T> {}
}
