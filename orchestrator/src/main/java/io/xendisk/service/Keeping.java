package io.xendisk.service;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which pools this service keeps: of the others another one does the work, and this one shows them
 * and does what it is asked. Thread-safe.
 */
public interface Keeping extends AutoCloseable {
  /** Where there is no other service: it keeps all. */
  Keeping ALL =
      new Keeping() {
        @Override
        public boolean isOurs(String pool) {
          return true;
        }

        @Override
        public @Nullable String keeperOf(String pool) {
          return null;
        }

        @Override
        public void onChange(Consumer<String> told) {}
      };

  boolean isOurs(String pool);

  /** The one that keeps it, this one or another; null where nobody shares, or nobody is known. */
  @Nullable String keeperOf(String pool);

  /** Tells from now on of each pool that has come to another keeper. */
  void onChange(Consumer<String> told);

  /** Gives up what it keeps. */
  @Override
  default void close() {}
}
