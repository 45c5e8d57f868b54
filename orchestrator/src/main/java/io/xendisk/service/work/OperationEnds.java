package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.answer.Prose;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.service.Job;
import io.xendisk.xenapi.PoolException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How operations end, in the words and with the exit codes of the commands. Thread-safe. */
final class OperationEnds {
  private static final Logger LOG = LoggerFactory.getLogger(OperationEnds.class);

  private final InstantSource clock;

  OperationEnds(InstantSource clock) {
    this.clock = clock;
  }

  Operation.End of(Job.End<Answer> end) {
    return switch (end) {
      case Job.End.Done<Answer>(var answer) -> answered(answer);
      case Job.End.Failed<Answer>(var why) -> failed(why);
    };
  }

  /** Of one whose service was gone before its end. */
  Operation.End lost() {
    return said(
        Operation.State.LOST,
        new Failure(
            new Explanation(
                "service-ended",
                Exit.PARTLY,
                "the service ended while this was under way",
                "Look at the status; the same request again finishes what was begun, or finds it"
                    + " done.")));
  }

  private Operation.End answered(Answer answer) {
    return new Operation.End(
        answer.exit() == Exit.DONE ? Operation.State.DONE : Operation.State.FAILED,
        clock.instant(),
        answer.exit().code(),
        answer.document(),
        answer.text(),
        answer.names(),
        answer.talk());
  }

  private Operation.End failed(Throwable why) {
    return switch (why) {
      case Failure failure -> said(stateOf(failure), failure);
      case PoolException outside -> {
        var failure = Failures.of(outside);
        yield said(stateOf(failure), failure);
      }
      case InterruptedException _ -> said(Operation.State.CANCELLED, Failures.interrupted());
      case Throwable other -> {
        LOG.atError().setCause(other).log("an operation failed");
        yield said(
            Operation.State.FAILED,
            new Failure(
                new Explanation(
                    "internal-error",
                    Exit.FAILED,
                    "the service itself failed at this operation",
                    "Look at the status before anything else; the service's log says more.")));
      }
    };
  }

  private static Operation.State stateOf(Failure failure) {
    return failure.explanation().exit() == Exit.INTERRUPTED
        ? Operation.State.CANCELLED
        : Operation.State.FAILED;
  }

  private Operation.End said(Operation.State state, Failure failure) {
    var result = Documents.map();
    result.put("error", Documents.error(failure.explanation(), failure.poolError()));
    result.putAll(failure.members());
    var talk = new ArrayList<>(Prose.of(failure.explanation()));
    talk.addAll(failure.talk());
    return new Operation.End(
        state,
        clock.instant(),
        failure.explanation().exit().code(),
        result,
        List.of(),
        List.of(),
        talk);
  }
}
