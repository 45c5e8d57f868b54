package io.xendisk.cli;

import io.xendisk.answer.DeclaredAnswers;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.declared.Pauses.What;
import io.xendisk.operation.Found;
import io.xendisk.operation.Operations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pauses and resumes what services do. */
final class Pausing {
  private final Xendisk root;

  Pausing(Xendisk root) {
    this.root = root;
  }

  int run(String what, @Nullable String name, boolean paused) {
    var known = what.equals("pool") ? name == null : what.matches("vm|set") && name != null;
    if (!known) {
      throw new Failure(
          new Explanation(
              "usage",
              Exit.USAGE,
              "it is not said what to pause or resume",
              "Say `pool`, `vm NAME` or `set NAME`."));
    }
    var settings = root.settings();
    return root.withPool(
        settings,
        surroundings -> {
          var operations = root.operations(surroundings, settings);
          boolean changed = operations.declaredDisks().pause(thing(operations, what, name), paused);
          return _ -> DeclaredAnswers.paused(changed, paused, what, name);
        });
  }

  private static What thing(Operations operations, String what, @Nullable String name) {
    return switch (what) {
      case "pool" -> new What.ThePool();
      case "set" -> new What.OfSet(Objects.requireNonNull(name));
      default ->
          switch (operations.declaredDisks().vm(Objects.requireNonNull(name))) {
            case Found.One<String>(var uuid) -> new What.OfVm(uuid);
            case Found.Not<String>(var why) -> throw new Failure(Advice.on(why));
          };
    };
  }
}
