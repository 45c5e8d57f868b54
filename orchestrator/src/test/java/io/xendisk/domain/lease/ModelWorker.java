package io.xendisk.domain.lease;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who attaches or releases the disk of a {@link ModelMoment}, between any two of its
 * calls; its order is that of {@code AttachPolicy}, {@code DetachPolicy} and {@code Run}. That it
 * is stopped or killed is that it has no further turn. Immutable.
 *
 * @param vbd the one that it works on, empty before it has one
 * @param rest leftovers of others that it is going to destroy
 */
record ModelWorker(
    String name, boolean attaches, Stage stage, String vbd, Set<String> rest, int attempt) {
  private static final int ATTEMPTS = 2;

  /** What comes next. */
  enum Stage {
    LOOK,
    FORGET_RELEASE,
    CLEAN,
    CREATE,
    LOOK_AGAIN,
    PLUG,
    TAKE_BACK,
    MARK_RELEASING,
    LOOK_BEFORE_ASKING,
    UNPLUG,
    WAIT,
    DESTROY,
    MARK_RELEASED,
    LAST_LOOK,
    TAKE_MARK_BACK,
    SAY_AGAIN,
    DONE
  }

  /** The parts of the order that safety rests on; all of them are needed. */
  enum Part {
    VBD_OF_ONES_OWN,
    LOOK_BEFORE_PLUG,
    LOOK_MINDS_MARK,
    RELEASING_BEFORE_UNPLUG,
    LAST_LOOK,
    LAST_LOOK_MINDS_MARK
  }

  static final Set<Part> ALL = EnumSet.allOf(Part.class);

  /** The worker after its turn, and the disk. */
  record Turn(ModelWorker worker, ModelMoment disk) {}

  static ModelWorker attaching(String name) {
    return new ModelWorker(name, true, Stage.LOOK, "", Set.of(), 1);
  }

  static ModelWorker releasing(String name) {
    return new ModelWorker(name, false, Stage.LOOK, "", Set.of(), 1);
  }

  Turn turn(ModelMoment disk, Set<Part> parts) {
    return switch (stage) {
      case LOOK -> attaches ? lookToAttach(disk, parts) : lookToRelease(disk, parts);
      case FORGET_RELEASE ->
          new Turn(to(rest.isEmpty() ? Stage.CREATE : Stage.CLEAN), disk.marked(false));
      case CLEAN -> cleans(disk);
      case CREATE -> {
        var made = name + attempt;
        yield new Turn(on(made, Stage.LOOK_AGAIN), disk.create(made));
      }
      case LOOK_AGAIN -> new Turn(to(mayPlug(disk, parts) ? Stage.PLUG : Stage.TAKE_BACK), disk);
      case PLUG -> new Turn(to(Stage.DONE), disk.askPlug(vbd));
      case TAKE_BACK -> new Turn(again(), disk.destroy(vbd));
      case MARK_RELEASING -> new Turn(to(Stage.LOOK_BEFORE_ASKING), disk.markReleasing(vbd));
      case LOOK_BEFORE_ASKING ->
          new Turn(disk.vbds().contains(vbd) ? to(Stage.UNPLUG) : again(), disk);
      case UNPLUG -> new Turn(to(Stage.WAIT), disk.askUnplug(vbd));
      case WAIT ->
          new Turn(
              disk.attached().contains(vbd) || disk.unplugs().contains(vbd)
                  ? this
                  : to(Stage.DESTROY),
              disk);
      case DESTROY -> new Turn(to(Stage.MARK_RELEASED), disk.destroy(vbd));
      case MARK_RELEASED -> new Turn(to(Stage.LAST_LOOK), disk.marked(true));
      case LAST_LOOK -> lastLook(disk, parts);
      case TAKE_MARK_BACK -> new Turn(to(Stage.DONE), disk.marked(false));
      case SAY_AGAIN -> saysAgain(disk, parts);
      case DONE -> new Turn(this, disk);
    };
  }

  private Turn lookToAttach(ModelMoment disk, Set<Part> parts) {
    if (attempt > ATTEMPTS) {
      return new Turn(to(Stage.DONE), disk);
    }
    for (var one : disk.attached()) {
      return disk.releasing().contains(one)
          ? new Turn(this, disk)
          : new Turn(to(Stage.DONE), disk.saidAttached(one));
    }
    if (!parts.contains(Part.VBD_OF_ONES_OWN) && !disk.vbds().isEmpty()) {
      return new Turn(on(disk.vbds().iterator().next(), Stage.PLUG), disk);
    }
    var next =
        disk.released() ? Stage.FORGET_RELEASE : disk.vbds().isEmpty() ? Stage.CREATE : Stage.CLEAN;
    return new Turn(new ModelWorker(name, attaches, next, "", disk.vbds(), attempt), disk);
  }

  private Turn cleans(ModelMoment disk) {
    var first = rest.iterator().next();
    var left = new TreeSet<>(rest);
    left.remove(first);
    var next = left.isEmpty() ? Stage.CREATE : Stage.CLEAN;
    return new Turn(new ModelWorker(name, attaches, next, vbd, left, attempt), disk.destroy(first));
  }

  private boolean mayPlug(ModelMoment disk, Set<Part> parts) {
    boolean alone = disk.vbds().equals(Set.of(vbd)) || !parts.contains(Part.LOOK_BEFORE_PLUG);
    return alone && !(disk.released() && parts.contains(Part.LOOK_MINDS_MARK));
  }

  private Turn lookToRelease(ModelMoment disk, Set<Part> parts) {
    if (attempt > ATTEMPTS || disk.vbds().size() > 1) {
      return new Turn(to(Stage.DONE), disk);
    }
    if (disk.vbds().isEmpty()) {
      return new Turn(to(disk.released() ? Stage.SAY_AGAIN : Stage.MARK_RELEASED), disk);
    }
    var one = disk.vbds().iterator().next();
    if (!disk.attached().contains(one)) {
      return new Turn(on(one, Stage.DESTROY), disk);
    }
    boolean mark = parts.contains(Part.RELEASING_BEFORE_UNPLUG) && !disk.releasing().contains(one);
    return new Turn(on(one, mark ? Stage.MARK_RELEASING : Stage.LOOK_BEFORE_ASKING), disk);
  }

  private Turn lastLook(ModelMoment disk, Set<Part> parts) {
    if (parts.contains(Part.LAST_LOOK) && !disk.vbds().isEmpty()) {
      return new Turn(to(Stage.TAKE_MARK_BACK), disk);
    }
    if (parts.contains(Part.LAST_LOOK_MINDS_MARK) && !disk.released()) {
      return new Turn(to(Stage.DONE), disk);
    }
    return new Turn(to(Stage.DONE), disk.saidSafe());
  }

  private Turn saysAgain(ModelMoment disk, Set<Part> parts) {
    if (parts.contains(Part.LAST_LOOK) && !disk.vbds().isEmpty()) {
      return new Turn(to(Stage.DONE), disk);
    }
    return parts.contains(Part.LAST_LOOK_MINDS_MARK) && !disk.released()
        ? new Turn(again(), disk)
        : new Turn(to(Stage.DONE), disk.saidSafe());
  }

  private ModelWorker again() {
    return new ModelWorker(name, attaches, Stage.LOOK, "", Set.of(), attempt + 1);
  }

  private ModelWorker to(Stage next) {
    return on(vbd, next);
  }

  private ModelWorker on(String one, Stage next) {
    return new ModelWorker(name, attaches, next, one, rest, attempt);
  }
}
