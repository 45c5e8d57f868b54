package io.xendisk.domain.lease;

import io.xendisk.domain.VbdId;
import io.xendisk.domain.lease.Takeover.MadeVbd;
import io.xendisk.domain.lease.Takeover.Move;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who attaches a disk, between any two of its calls. Every write takes two turns, a check
 * of the own clock and the write, so that it can be stopped in between; {@code age} is what its own
 * clock says has gone by since its last sign of life. Immutable.
 *
 * @param leftovers tokens of the VBDs that it saw and is going to remove
 * @param beatDue the sign of life that it is about to write, with the age that it has then
 */
record ModelOwner(
    String name,
    Stage stage,
    boolean checked,
    int attempt,
    int age,
    boolean lost,
    @Nullable Lease lease,
    List<String> leftovers,
    @Nullable Takeover takeover,
    List<Move> moves,
    @Nullable Beat beatDue,
    int beats,
    boolean killed) {
  /** What comes next. */
  enum Stage {
    LOOK,
    TAKE,
    CLEAN,
    CREATE,
    LOOK_AGAIN,
    PLUG,
    DROP,
    TAKE_BACK,
    DROP_UNDONE,
    CLAIM,
    LOOK_AT_CLAIM,
    CLEAR,
    DONE,
    STOPPED
  }

  record Beat(String key, String text, int age) {}

  /** The owner after its turn, and the pool. */
  record Turn(ModelOwner owner, ModelPool pool) {}

  /** What of the protocol is left out, to show that it is needed. */
  record Rules(boolean mindsOthersVbds, boolean looksAgain, int attempts, int beats) {}

  static ModelOwner called(String name) {
    return new ModelOwner(
        name, Stage.LOOK, false, 1, 0, false, null, List.of(), null, List.of(), null, 0, false);
  }

  boolean isAtRest() {
    return killed || stage == Stage.DONE || stage == Stage.STOPPED;
  }

  /** Whether it is at work, in the belief that the lease is its own. */
  boolean holds() {
    return stage.compareTo(Stage.CLEAN) >= 0 && stage.compareTo(Stage.TAKE_BACK) <= 0;
  }

  ProcessMark process() {
    return new ProcessMark(name, "boot", 1, "1");
  }

  ModelOwner clockMoved(int seconds) {
    int most = (int) LeaseRule.DEAD_AFTER.toSeconds() + 1;
    var due =
        beatDue == null
            ? null
            : new Beat(beatDue.key, beatDue.text, Math.min(most, beatDue.age + seconds));
    return with(stage, checked, Math.min(most, age + seconds), due);
  }

  ModelOwner dead() {
    return new ModelOwner(
        name, stage, checked, attempt, age, lost, lease, leftovers, takeover, moves, beatDue, beats,
        true);
  }

  private boolean mayWrite() {
    return !lost && LeaseRule.mayWrite(Duration.ofSeconds(age));
  }

  /** The next call of its main line. */
  Turn turn(ModelPool pool, Predicate<ProcessMark> gone, Rules rules) {
    return switch (stage) {
      case LOOK -> look(pool, gone, rules);
      case LOOK_AGAIN -> lookAgain(pool, rules);
      case LOOK_AT_CLAIM -> lookAtClaim(pool, gone, rules);
      case TAKE, CLAIM -> checked ? adds(pool) : prepares(pool);
      case CLEAN, CREATE, PLUG, DROP, TAKE_BACK, DROP_UNDONE, CLEAR ->
          checked ? writes(pool) : checks(pool);
      case DONE, STOPPED -> new Turn(this, pool);
    };
  }

  private Turn look(ModelPool pool, Predicate<ProcessMark> gone, Rules rules) {
    if (pool.attached() > 0 || attempt > rules.attempts) {
      return new Turn(to(Stage.DONE), pool);
    }
    return switch (LeaseRule.verdict(pool.marks(), pool.now(), gone)) {
      case LeaseVerdict.Free _ ->
          new Turn(
              leavingBehind(rules.mindsOthersVbds ? List.copyOf(pool.vbds().keySet()) : List.of())
                  .to(Stage.TAKE),
              pool);
      case LeaseVerdict.Held _ -> new Turn(this, pool);
      case LeaseVerdict.Dead dead -> new Turn(claiming(dead, pool), pool);
    };
  }

  private ModelOwner claiming(LeaseVerdict.Dead dead, ModelPool pool) {
    return new ModelOwner(
        name,
        Stage.CLAIM,
        false,
        attempt,
        0,
        false,
        null,
        leftovers,
        new Takeover(dead, newLease("takeover", pool)),
        moves,
        null,
        beats,
        killed);
  }

  private Lease newLease(String operation, ModelPool pool) {
    return new Lease(name, operation, name + attempt + operation.charAt(0), process(), pool.now());
  }

  /** Dates the lease or the claim, by a clock that was asked just now. */
  private Turn prepares(ModelPool pool) {
    var dated =
        stage == Stage.CLAIM
            ? new ModelOwner(
                name,
                stage,
                true,
                attempt,
                0,
                false,
                null,
                leftovers,
                new Takeover(requireTakeover().dead(), newLease("takeover", pool)),
                moves,
                null,
                beats,
                killed)
            : new ModelOwner(
                name,
                stage,
                true,
                attempt,
                0,
                false,
                newLease("attach", pool),
                leftovers,
                null,
                moves,
                null,
                0,
                killed);
    return new Turn(dated, pool);
  }

  private Turn adds(ModelPool pool) {
    var claim = stage == Stage.CLAIM;
    var key = claim ? requireTakeover().key() : Lease.KEY;
    var text = claim ? requireTakeover().mine().text() : requireLease().text();
    if (!pool.canAdd(key)) {
      return new Turn(again(), pool);
    }
    var next = claim ? Stage.LOOK_AT_CLAIM : leftovers.isEmpty() ? Stage.CREATE : Stage.CLEAN;
    return new Turn(to(next), pool.add(key, text));
  }

  private Turn lookAtClaim(ModelPool pool, Predicate<ProcessMark> gone, Rules rules) {
    var vbds =
        pool.vbds().entrySet().stream()
            .map(vbd -> new MadeVbd(new VbdId(vbd.getKey(), ""), vbd.getKey(), !vbd.getValue()))
            .toList();
    var all = requireTakeover().moves(pool.marks(), vbds, pool.now(), gone);
    var todo =
        rules.mindsOthersVbds
            ? all
            : all.stream().filter(move -> move instanceof Move.Erase).toList();
    return new Turn(
        new ModelOwner(
            name,
            Stage.CLEAR,
            false,
            attempt,
            age,
            lost,
            lease,
            leftovers,
            takeover,
            todo,
            null,
            beats,
            killed),
        pool);
  }

  private Turn lookAgain(ModelPool pool, Rules rules) {
    var token = requireLease().token();
    if (!rules.looksAgain) {
      return new Turn(to(Stage.PLUG), pool);
    }
    if (!pool.marks().isHeldBy(token)) {
      return new Turn(losing().to(Stage.TAKE_BACK), pool);
    }
    boolean alone = pool.vbds().size() == 1 || !rules.mindsOthersVbds;
    boolean ready = pool.vbds().containsKey(token) && alone;
    return new Turn(to(ready ? Stage.PLUG : Stage.TAKE_BACK), pool);
  }

  private Turn checks(ModelPool pool) {
    if (mayWrite()) {
      return new Turn(with(stage, true, age, beatDue), pool);
    }
    return new Turn(to(stage == Stage.CLEAR ? Stage.LOOK : Stage.STOPPED), pool);
  }

  private Turn writes(ModelPool pool) {
    return switch (stage) {
      case CLEAN -> {
        var rest = leavingBehind(leftovers.subList(1, leftovers.size()));
        yield new Turn(
            rest.to(rest.leftovers.isEmpty() ? Stage.CREATE : Stage.CLEAN),
            pool.destroyVbd(leftovers.getFirst()));
      }
      case CREATE -> new Turn(to(Stage.LOOK_AGAIN), pool.withVbd(requireLease().token(), false));
      case PLUG ->
          // Without its VBD a plug fails, however long ago it was sent.
          pool.vbds().containsKey(requireLease().token())
              ? new Turn(to(Stage.DROP), pool.withVbd(requireLease().token(), true))
              : new Turn(to(Stage.DROP_UNDONE), pool);
      case TAKE_BACK -> new Turn(to(Stage.DROP_UNDONE), pool.destroyVbd(requireLease().token()));
      case DROP -> new Turn(to(Stage.DONE), pool.erase(Lease.KEY));
      case DROP_UNDONE -> new Turn(again(), pool.erase(Lease.KEY));
      case CLEAR -> clears(pool);
      case LOOK, TAKE, LOOK_AGAIN, CLAIM, LOOK_AT_CLAIM, DONE, STOPPED ->
          throw new IllegalStateException(stage + " writes nothing");
    };
  }

  private Turn clears(ModelPool pool) {
    var rest = moves.subList(1, moves.size());
    var after =
        new ModelOwner(
            name,
            rest.isEmpty() ? Stage.LOOK : Stage.CLEAR,
            false,
            attempt,
            age,
            lost,
            lease,
            leftovers,
            takeover,
            rest,
            null,
            beats,
            killed);
    return switch (moves.getFirst()) {
      case Move.DestroyVbd(var vbd) -> new Turn(after, pool.destroyVbd(vbd.ref()));
      case Move.Erase(var key) -> new Turn(after, pool.erase(key));
    };
  }

  /** A step of its heart: first a look whether the lease is still its own, then the sign. */
  Optional<Turn> beat(ModelPool pool, Rules rules) {
    if (beatDue != null) {
      return Optional.of(
          new Turn(
              new ModelOwner(
                  name,
                  stage,
                  checked,
                  attempt,
                  beatDue.age,
                  lost,
                  lease,
                  leftovers,
                  takeover,
                  moves,
                  null,
                  beats + 1,
                  killed),
              pool.add(beatDue.key, beatDue.text)));
    }
    if (!holds() || lease == null || beats >= rules.beats || !mayWrite() || killed) {
      return Optional.empty();
    }
    if (!pool.marks().isHeldBy(lease.token())) {
      return Optional.of(new Turn(losing(), pool));
    }
    var due = new Beat(lease.beatKey(beats + 1), pool.now().toString(), 0);
    return Optional.of(new Turn(with(stage, checked, age, due), pool));
  }

  private ModelOwner again() {
    return new ModelOwner(
        name,
        Stage.LOOK,
        false,
        attempt + 1,
        0,
        false,
        null,
        List.of(),
        null,
        List.of(),
        null,
        0,
        killed);
  }

  private ModelOwner losing() {
    return new ModelOwner(
        name, stage, checked, attempt, age, true, lease, leftovers, takeover, moves, null, beats,
        killed);
  }

  private ModelOwner leavingBehind(List<String> vbds) {
    return new ModelOwner(
        name, stage, checked, attempt, age, lost, lease, vbds, takeover, moves, beatDue, beats,
        killed);
  }

  private ModelOwner to(Stage next) {
    return with(next, false, age, beatDue);
  }

  private ModelOwner with(Stage next, boolean nowChecked, int newAge, @Nullable Beat due) {
    return new ModelOwner(
        name,
        next,
        nowChecked,
        attempt,
        newAge,
        lost,
        lease,
        leftovers,
        takeover,
        moves,
        due,
        beats,
        killed);
  }

  private Lease requireLease() {
    return java.util.Objects.requireNonNull(lease);
  }

  private Takeover requireTakeover() {
    return java.util.Objects.requireNonNull(takeover);
  }
}
