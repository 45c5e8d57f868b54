package io.xendisk.operation;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.rotation.Calendar;
import io.xendisk.domain.rotation.Order;
import io.xendisk.domain.rotation.RotationPolicy;
import io.xendisk.domain.rotation.RotationPolicy.Decided;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Turn;
import io.xendisk.operation.RotationDesk.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows sets of disks without touching anything: no disk is read, and nothing is written.
 * Thread-safe: holds no state of its own.
 */
public final class ShowRotation {
  private final RotationDesk desk;
  private final RotationPolicy policy = new RotationPolicy();

  public ShowRotation(Surroundings surroundings, Map<String, RotationSet> configured) {
    this.desk = new RotationDesk(surroundings, configured);
  }

  /**
   * A set as it is now, and what is due.
   *
   * @param differs whether the pool has another copy of it than the configuration
   */
  public record View(Scene scene, Decided decided, boolean differs) {
    public RotationSet set() {
      return scene.set();
    }
  }

  /** A view, or why there is none. */
  public sealed interface Shown {
    record One(View view) implements Shown {}

    record Not(Explanation why) implements Shown {}
  }

  public Shown run(String name) throws InterruptedException {
    return shown(desk.look(name, false));
  }

  /** All sets, or the one that is named. */
  public List<Shown> all(@Nullable String name) throws InterruptedException {
    if (name != null) {
      return List.of(run(name));
    }
    var all = new ArrayList<Shown>();
    for (var set : desk.all()) {
      all.add(shown(desk.look(set, false)));
    }
    return all;
  }

  private Shown shown(Seen seen) {
    return switch (seen) {
      case Seen.Not(var why) -> new Shown.Not(why);
      case Seen.Set set ->
          new Shown.One(
              new View(
                  set.scene(),
                  policy.decide(set.scene(), new Order.Scheduled()),
                  set.kept().named(set.scene().set().name()).stream()
                      .anyMatch(kept -> !kept.equals(set.scene().set()))));
    };
  }

  /** The turns of a set that are to come. */
  public static List<Turn> calendar(View view, Duration ahead) {
    var now = view.scene().now();
    return Calendar.until(
        view.set(), RotationPolicy.standings(view.decided().members()), now, now.plus(ahead));
  }
}
