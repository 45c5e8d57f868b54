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
import picocli.CommandLine.Parameters;

/** What services shall let alone or go on with, as it is named in both commands. */
final class Pausing {
  @Parameters(index = "0", paramLabel = "pool|vm|set", description = "What.")
  String what;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Which VM or set.")
  @Nullable String name;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parameter
  Pausing() {}

  int run(Xendisk root, boolean paused) {
    var known = what.equals("pool") ? name == null : what.matches("vm|set") && name != null;
    if (!known) {
      throw new Failure(
          new Explanation(
              "usage",
              Exit.USAGE,
              "it is not said what to pause or resume",
              "Say `pool`, `vm NAME` or `set NAME`."));
    }
    var remote = root.remote();
    if (remote != null) {
      var request = RemoteRequest.pausing(what, name);
      return root.printRemote(remote.operate(paused ? "pause" : "resume", request.members()));
    }
    var settings = root.settings();
    return root.withPool(
        settings,
        surroundings -> {
          var operations = root.operations(surroundings, settings);
          boolean changed = operations.declaredDisks().pause(thing(operations), paused);
          return _ -> DeclaredAnswers.paused(changed, paused, what, name);
        });
  }

  private What thing(Operations operations) {
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
