package io.xendisk.domain.rotation;

import org.jspecify.annotations.Nullable;

/** Who asks what is due, and what they have said. */
public sealed interface Order {
  /** The schedule: nothing but what is due. */
  record Scheduled() implements Order {}

  /** A person wants the disk out that is in, whatever the calendar says. */
  record Out(boolean evenTheOnlyCopy) implements Order {}

  /** A person wants a disk in: the expected one, or the one named. */
  record In(@Nullable String disk) implements Order {}
}
