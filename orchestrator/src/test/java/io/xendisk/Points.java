package io.xendisk;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The points at which a matrix disturbs its plays: all of them in the profile {@code proofs}, a
 * part of them in every other build, chosen by a seed that is printed ({@code -Dxendisk.part=5}: a
 * fifth). {@code -Dxendisk.seed=N} plays the same part again, {@code -Dxendisk.points=REGEX} those
 * whose play and name match. Immutable.
 */
record Points(String matrix, int oneOf) {
  private static final boolean ALL = Boolean.getBoolean("xendisk.proofs");
  private static final @Nullable String ONLY = System.getProperty("xendisk.points");

  private static final @Nullable Integer PART = Integer.getInteger("xendisk.part");

  private static final long SEED = Long.getLong("xendisk.seed", System.nanoTime());

  /** Whether plays are meant too whose points were not all played since the last change. */
  static boolean all() {
    return ALL || ONLY != null;
  }

  /** Those that this build plays. */
  <P> List<P> of(Object play, List<P> all) {
    int part = PART == null ? oneOf : PART;
    var chance = new Random(SEED ^ play.toString().hashCode());
    var some =
        ONLY == null
            ? ALL ? all : all.stream().filter(_ -> chance.nextInt(part) == 0).toList()
            : all.stream().filter(point -> (play + " " + point).matches(ONLY)).toList();
    System.out.printf(
        "%s, %s: %d of %d points, seed %d%n", matrix, play, some.size(), all.size(), SEED);
    return some;
  }
}
