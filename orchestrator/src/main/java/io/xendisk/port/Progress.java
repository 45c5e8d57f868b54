package io.xendisk.port;

/** Where an operation tells what it is waiting for; nothing depends on who listens. */
@FunctionalInterface
public interface Progress {
  void tell(String what);
}
