package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.operation.AcknowledgeFinding;
import io.xendisk.operation.AcknowledgeFinding.Outcome;
import io.xendisk.service.Job;
import java.util.List;

/** What is asked for about findings. Stateless. */
final class FindingRequests {
  private FindingRequests() {}

  /**
   * Somebody knows of it.
   *
   * @param who the name of their token
   * @param url where the pool is reached first
   */
  static Job.Work<Answer> acknowledge(Body body, String who, String url) {
    var wish =
        new AcknowledgeFinding.Wish(
            body.text("finding"), who, body.textOrNull("why"), url, body.truth("withdraw"));
    return operations ->
        switch (operations.acknowledgeFinding().run(wish)) {
          case Outcome.Not(var why) -> throw new Failure(why);
          case Outcome.Told told -> answer(wish, told);
        };
  }

  private static Answer answer(AcknowledgeFinding.Wish wish, Outcome.Told told) {
    var word = wish.withdraw() ? "withdrawn" : "acknowledged";
    var document = Documents.map();
    document.put("changed", told.changed());
    document.put("outcome", told.changed() ? word : "already-" + word);
    document.put("finding", wish.mark());
    document.put("id", told.finding().id());
    document.put("about", told.finding().about());
    var line = "%s  %s  %s".formatted(word, told.finding().id(), told.finding().about());
    return new Answer(Exit.DONE, document, List.of(line), List.of(wish.mark()), List.of());
  }
}
