package io.xendisk.service;

import io.xendisk.domain.rotation.Outlook;
import io.xendisk.port.Timings;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something of the service's work that is counted or timed. It names pools, sets and disks of sets,
 * of which there are as many as somebody wrote down; never a uuid, a token or what was sent.
 */
public sealed interface Measured {
  /**
   * A XenAPI call is over.
   *
   * @param failure null where the pool did it
   */
  record Called(String pool, String method, Duration time, @Nullable PoolException failure)
      implements Measured {}

  /** The pool was looked at again so long after it told of a change. */
  record Seen(String pool, Duration lag) implements Measured {}

  /** An operation has waited. */
  record Waited(String pool, Timings.For what, Duration time) implements Measured {}

  /**
   * The service did something of itself.
   *
   * @param what in one word, such as {@code repair}
   */
  record Reconciled(String pool, String what, Result result, Duration time) implements Measured {}

  /** What came of it. */
  enum Result {
    DONE,
    /** Time or a person is needed. */
    HELD_UP,
    /** The pool refused, or did not answer. */
    FAILED,
    CANCELLED
  }

  /**
   * Something that was asked for is over.
   *
   * @param kind and {@code state} as the API has them
   */
  record Ended(String pool, String kind, String state, Duration time) implements Measured {}

  /** A rotation was looked at. */
  record Turned(String pool, Outlook outlook) implements Measured {}

  /**
   * A request was answered.
   *
   * @param route as the contract has it, with its parameters by name; empty where there is none
   */
  record Answered(String method, String route, int status, Duration time) implements Measured {}
}
