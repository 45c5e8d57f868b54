package io.xendisk.service;

/** Counts what the service does; nothing depends on it. Implementations are thread-safe. */
@FunctionalInterface
public interface Meter {
  Meter NONE = _ -> {};

  void add(Measured what);
}
