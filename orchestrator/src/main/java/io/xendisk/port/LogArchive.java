package io.xendisk.port;

import java.util.List;
import java.util.function.Function;

/** Lines of a pool's log that this workstation keeps; they only become more. Thread-safe. */
public interface LogArchive {
  /** Where that is, for a person. */
  String place();

  List<String> lines();

  /**
   * Adds lines; nobody else adds any meanwhile.
   *
   * @param more gives those that follow the ones that are there
   */
  void extend(Function<List<String>, List<String>> more);

  /** Where this workstation keeps the logs of pools. */
  @FunctionalInterface
  interface Shelf {
    LogArchive of(String poolUuid);
  }
}
