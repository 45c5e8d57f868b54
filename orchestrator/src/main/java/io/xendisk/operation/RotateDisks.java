package io.xendisk.operation;

/** Runs a rotation and tells people what came of it. Thread-safe: holds no state of its own. */
public final class RotateDisks {
  private final Surroundings surroundings;
  private final RunRotation rotation;
  private final Tellers tellers;

  RotateDisks(Surroundings surroundings, RunRotation rotation, Tellers tellers) {
    this.surroundings = surroundings;
    this.rotation = rotation;
    this.tellers = tellers;
  }

  /** What became of both. */
  public record Rotated(RotationRun run, Telling telling) {}

  public Rotated run(RotationWish wish) throws InterruptedException {
    var run = rotation.run(wish);
    return new Rotated(run, new TellOfRun(surroundings, tellers).tell(run));
  }
}
