package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.domain.rotation.RotationAdvice;
import io.xendisk.domain.rotation.RotationProblem;
import io.xendisk.domain.rotation.RotationSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation rehearse}: no pool is needed, and none is touched. */
@Command(
    name = "rehearse",
    description =
        "Play the coming weeks of a set on a simulated pool, with people who forget a swap, push"
            + " in the wrong disk and pull one too early: shows what they would be told, and when.")
final class RotationRehearseCommand implements Callable<Integer> {
  private static final int WEEK = 7;

  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "SET", description = "A set of the configuration.")
  String set;

  @Option(
      names = "--weeks",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many: 1 to 52; 4 if not said.")
  int weeks = 4;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationRehearseCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var root = parent.root;
    if (weeks < 1 || weeks > 52) {
      throw parent.wrong("--weeks is 1 to 52, was " + weeks);
    }
    var rehearsed =
        root.world()
            .demo()
            .rehearse(
                root.world(),
                configured(),
                root.people().rehearsing(),
                Duration.ofDays((long) weeks * WEEK));
    return root.print(RehearsalAnswers.of(rehearsed));
  }

  private RotationSet configured() {
    var config = parent.root.config();
    var chosen = parent.root.options.pool;
    var sets =
        config.pools().entrySet().stream()
            .filter(pool -> chosen == null || pool.getKey().equals(chosen))
            .flatMap(pool -> pool.getValue().rotations().values().stream())
            .toList();
    var named = sets.stream().filter(one -> one.name().equals(set)).toList();
    if (named.size() > 1) {
      throw parent.wrong("several pools have a rotation '%s'; say --pool".formatted(set));
    }
    return named.stream()
        .findFirst()
        .orElseThrow(() -> new Failure(RotationAdvice.on(unknown(sets))));
  }

  private RotationProblem unknown(List<RotationSet> sets) {
    return new RotationProblem.SetUnknown(set, sets.stream().map(RotationSet::name).toList());
  }
}
