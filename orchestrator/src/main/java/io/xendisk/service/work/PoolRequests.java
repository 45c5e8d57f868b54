package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.RepairAnswers;
import io.xendisk.answer.RotationRunAnswers;
import io.xendisk.domain.rotation.Order;
import io.xendisk.operation.RotationWish;
import io.xendisk.service.Job;
import io.xendisk.service.PoolDesk;

/** What is asked for about a pool, or a set of its disks. Stateless. */
final class PoolRequests {
  private PoolRequests() {}

  static Job.Work<Answer> repair(Body body) {
    boolean plan = body.truth("plan");
    return Requests.counted(
        operations -> {
          var outcome = operations.repairPool().run(plan);
          return calls -> RepairAnswers.of(outcome, null, calls);
        });
  }

  static Job.Work<Answer> rotation(Body body, PoolDesk desk) {
    var set = body.text("set");
    var order = order(body);
    var deadline = body.duration("deadline", Requests.TIMEOUT);
    boolean byWord = !(order instanceof Order.Scheduled);
    return Requests.counted(
        operations -> {
          var wish = new RotationWish(set, order, operations.knowledge().boots(), deadline);
          var rotated = operations.rotateDisks(desk.tellers(operations)).run(wish);
          return calls ->
              RotationRunAnswers.of(set, rotated.run(), byWord, false, calls)
                  .saying(rotated.telling().trouble());
        });
  }

  private static Order order(Body body) {
    var text = body.textOrNull("order");
    var word = text == null ? "scheduled" : text;
    var disk = body.textOrNull("disk");
    boolean evenTheOnlyCopy = body.truth("evenTheOnlyCopy");
    if ((disk != null && !word.equals("in")) || (evenTheOnlyCopy && !word.equals("out"))) {
      throw Body.bad("'disk' goes with the order in, 'evenTheOnlyCopy' with out");
    }
    return switch (word) {
      case "scheduled" -> new Order.Scheduled();
      case "out" -> new Order.Out(evenTheOnlyCopy);
      case "in" -> new Order.In(disk);
      default -> throw Body.bad("'order' is scheduled, out or in");
    };
  }
}
