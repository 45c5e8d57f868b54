package io.xendisk.domain.rotation;

import java.time.Instant;
import java.util.List;

/**
 * Why a rotation does not go on by itself. What a person reads about each, and with which exit
 * code, stands in {@link RotationAdvice}.
 */
public sealed interface RotationProblem {
  /** Neither the configuration nor the pool knows a set of this name. */
  record SetUnknown(String set, List<String> near) implements RotationProblem {}

  record DiskNotInSet(RotationSet set, String disk, List<String> near) implements RotationProblem {}

  /** The disk whose turn it is was never enrolled. */
  record NeverEnrolled(RotationSet set, String disk) implements RotationProblem {}

  record Missing(RotationSet set, String disk, Instant since, boolean overdue)
      implements RotationProblem {}

  record WrongTurn(RotationSet set, String expected, String present, String place)
      implements RotationProblem {}

  record Foreign(RotationSet set, String expected, Scene.Stranger stranger)
      implements RotationProblem {}

  /** It is released, and nobody touches it before it was pulled (safety rule R11). */
  record StillToBePulled(RotationSet set, String disk, String place) implements RotationProblem {}

  record NotProved(RotationSet set, String disk, String place, String why)
      implements RotationProblem {}

  record HeldElsewhere(RotationSet set, String disk, String place, String holder)
      implements RotationProblem {}

  /** Every member is retired or quarantined. */
  record NobodyLeft(RotationSet set) implements RotationProblem {}

  record OnlyCopy(RotationSet set, String disk, String expected) implements RotationProblem {}

  record Inhibited(RotationSet set, String disk, Inhibitor by) implements RotationProblem {}

  record AnotherIsIn(RotationSet set, String inside, String wanted) implements RotationProblem {}

  record VmNotRunning(RotationSet set, String disk) implements RotationProblem {}

  /** A release of this disk has begun; who would inhibit it comes too late. */
  record ReleaseBegun(RotationSet set, String disk) implements RotationProblem {}

  record NewerNotes(String set, List<String> keys) implements RotationProblem {}

  record NotWritable(String set) implements RotationProblem {}

  record CommandNotStarted(String command, String why) implements RotationProblem {}
}
