package io.xendisk.port;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where it is kept who changed what. Thread-safe. */
@FunctionalInterface
public interface AuditTrail {
  /**
   * One line of it; each change has one when it begins and one when it has ended. Immutable.
   *
   * @param who the name of the token
   * @param from the address
   * @param begun when the operation began, which is {@code at} in its first line
   * @param operation the operation's id
   * @param plan what was asked for, in JSON
   * @param outcome null at its beginning; then its state
   * @param exit null at its beginning
   * @param result what the command prints with {@code -o json}; empty at its beginning
   */
  record Line(
      Instant at,
      Instant begun,
      String who,
      String from,
      String operation,
      String kind,
      String pool,
      String plan,
      @Nullable String outcome,
      @Nullable Integer exit,
      Map<String, Object> result) {}

  void add(Line line);
}
