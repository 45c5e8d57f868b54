package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;

/** The one thing that a person's words mean, or why there is none. */
public sealed interface Found<T> {
  record One<T>(T it) implements Found<T> {}

  record Not<T>(Problem why) implements Found<T> {}
}
