package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.ParkAnswers;
import io.xendisk.answer.StartAnswers;
import io.xendisk.answer.UnparkAnswers;
import io.xendisk.operation.Operations;
import io.xendisk.operation.StartOrder;
import io.xendisk.service.Job;
import java.util.function.Function;

/** What is asked for about one VM with all of its disks. Stateless. */
final class VmRequests {
  private VmRequests() {}

  static Job.Work<Answer> park(Body body) {
    var vm = body.text("vm");
    boolean plan = body.truth("plan");
    var deadline = body.duration("deadline", Requests.RELEASE);
    return Requests.counted(
        operations -> {
          var outcome = operations.parkVm().run(vm, plan, deadline);
          return calls -> ParkAnswers.of(outcome, calls);
        });
  }

  static Job.Work<Answer> unpark(Body body) {
    var order = startOrder(body);
    return Requests.counted(
        operations -> {
          var outcome = operations.unparkVm().run(order.apply(operations));
          return calls -> UnparkAnswers.of(outcome, calls);
        });
  }

  static Job.Work<Answer> start(Body body) {
    var order = startOrder(body);
    return Requests.counted(
        operations -> {
          var outcome = operations.startVm().run(order.apply(operations));
          return calls -> StartAnswers.of(outcome, calls);
        });
  }

  private static Function<Operations, StartOrder> startOrder(Body body) {
    var vm = body.text("vm");
    boolean plan = body.truth("plan");
    var deadline = body.duration("deadline", Requests.TIMEOUT);
    return operations ->
        new StartOrder(vm, operations.knowledge().boots().apply(vm), plan, deadline);
  }
}
