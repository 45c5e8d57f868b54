package io.xendisk.operation;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.host.Acknowledgements;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Finding;
import io.xendisk.port.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down that a person knows of a finding, or that they do no longer want it to be passed
 * over. Thread-safe: holds no state of its own.
 */
public final class AcknowledgeFinding {
  private final Surroundings surroundings;
  private final Pool pool;
  private final DiagnosePool diagnosis;

  AcknowledgeFinding(Surroundings surroundings, DiagnosePool diagnosis) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.diagnosis = diagnosis;
  }

  /**
   * What somebody wants.
   *
   * @param mark the finding as they saw it
   * @param url where the pool was reached first
   * @param withdraw whether they take it back
   */
  public record Wish(String mark, String who, @Nullable String why, String url, boolean withdraw) {}

  /** Whether that changed anything, or why it was not done. */
  public sealed interface Outcome {
    record Told(Finding finding, boolean changed) implements Outcome {}

    record Not(Explanation why) implements Outcome {}
  }

  /** What was acknowledged so far. */
  public Acknowledgements now() {
    return Acknowledgements.in(pool.notes());
  }

  public Outcome run(Wish wish) throws InterruptedException {
    return switch (diagnosis.run(wish.url(), null)) {
      case HostAnswer.Not<List<Diagnosed>>(var why) -> new Outcome.Not(why);
      case HostAnswer.Told<List<Diagnosed>>(var found) ->
          run(wish, found.stream().map(Diagnosed::finding).toList());
    };
  }

  private Outcome run(Wish wish, List<Finding> found) {
    var finding =
        found.stream()
            .filter(one -> Acknowledgements.mark(one).equals(wish.mark()))
            .findFirst()
            .orElse(null);
    if (finding == null) {
      return new Outcome.Not(
          new Explanation(
              "finding-unknown",
              Exit.CONFLICT,
              "nothing is found now just as %s was: it has changed, or is mended"
                  .formatted(wish.mark()),
              "Look at the findings again."));
    }
    var before = now();
    before.outlived(found).forEach(pool::eraseFromPool);
    boolean was = before.of(finding).isPresent();
    if (was && wish.withdraw()) {
      pool.eraseFromPool(Acknowledgements.key(wish.mark()));
    } else if (!was && !wish.withdraw()) {
      var by = new Acknowledgements.By(wish.who(), surroundings.clock().now(), wish.why());
      pool.noteOnPool(Acknowledgements.key(wish.mark()), by.text());
    }
    return new Outcome.Told(finding, was == wish.withdraw());
  }
}
