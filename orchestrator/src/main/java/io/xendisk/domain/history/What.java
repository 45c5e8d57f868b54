package io.xendisk.domain.history;

/**
 * What was done, to what. Immutable.
 *
 * @param pool by its name in the configuration
 * @param kind within its topic: a command's name, an event's, {@code checkout}
 * @param plan what was asked for, in JSON; empty where nobody asked for anything
 */
public record What(String pool, Topic topic, String kind, DiskWords disk, VmWords vm, String plan) {
  private static final int LONGEST_PLAN = 4000;

  public What {
    if (kind.isBlank()) {
      throw new IllegalArgumentException("something of pool '%s' has no kind".formatted(pool));
    }
    pool = Words.cut(pool);
    kind = Words.cut(kind);
    plan = Words.cut(plan, LONGEST_PLAN);
  }

  /** An operation. */
  public static What operation(String pool, String kind, DiskWords disk, VmWords vm, String plan) {
    return new What(pool, Topic.OPERATION, kind, disk, vm, plan);
  }

  /** Something that is about no disk and no VM. */
  public static What of(Topic topic, String pool, String kind) {
    return new What(pool, topic, kind, DiskWords.NONE, VmWords.NONE, "");
  }

  public What about(DiskWords newDisk, VmWords newVm) {
    return new What(pool, topic, kind, newDisk, newVm, plan);
  }

  /** The same in a pool that is called otherwise. */
  public What in(String newPool) {
    return new What(newPool, topic, kind, disk, vm, plan);
  }
}
