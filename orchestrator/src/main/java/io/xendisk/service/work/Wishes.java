package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.AttachAnswers;
import io.xendisk.answer.DetachAnswers;
import io.xendisk.answer.ExplainAnswers;
import io.xendisk.answer.ForceAnswers;
import io.xendisk.answer.ParkAnswers;
import io.xendisk.answer.RepairAnswers;
import io.xendisk.answer.RotationRunAnswers;
import io.xendisk.answer.StartAnswers;
import io.xendisk.answer.UnparkAnswers;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Confirmation;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.rotation.Order;
import io.xendisk.operation.AttachOrder;
import io.xendisk.operation.DetachOrder;
import io.xendisk.operation.ForceOrder;
import io.xendisk.operation.Operations;
import io.xendisk.operation.RotationWish;
import io.xendisk.operation.StartOrder;
import io.xendisk.operation.WhoHolds;
import io.xendisk.service.Job;
import io.xendisk.service.PoolDesk;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Turns what was sent into what is done: everything is checked before anything begins. Stateless.
 */
public final class Wishes {
  private static final Duration TIMEOUT = Duration.ofMinutes(15);
  private static final Duration RELEASE = Duration.ofMinutes(10);
  private static final Duration ONE_LOOK = Duration.ofMinutes(2);

  /** What can be asked about an attach. */
  public static final List<String> EXPLAIN_ATTACH =
      List.of("disk", "vm", "ifHalted", "readOnly", "moveVm");

  public static final List<String> EXPLAIN_DETACH = List.of("disk", "vm");

  private Wishes() {}

  /**
   * Reads one.
   *
   * @throws io.xendisk.answer.Failure where it cannot be understood
   */
  public static Wanted of(Kind kind, String text, PoolDesk desk) {
    var body = Body.of(text, kind.members());
    return new Wanted(
        kind,
        body.members(),
        switch (kind) {
          case ATTACH -> attach(body);
          case DETACH -> detach(body);
          case FORCE_DETACH -> force(body);
          case REPAIR -> repair(body);
          case PARK -> park(body);
          case UNPARK -> unpark(body);
          case VM_START -> start(body);
          case ROTATION_RUN -> rotation(body, desk);
        });
  }

  /** Does it, and says it with the calls that the pool's session made meanwhile. */
  private static Job.Work<Answer> counted(Job.Work<LongFunction<Answer>> work) {
    return operations -> {
      long before = operations.calls();
      var answer = work.on(operations);
      return answer.apply(operations.calls() - before);
    };
  }

  private static Operations hooks(Operations operations, boolean none) {
    return none ? operations.withoutHooks() : operations;
  }

  private static Job.Work<Answer> attach(Body body) {
    boolean noHooks = body.truth("noHooks");
    var order = attachOrder(body, body.truth("plan"), body.duration("deadline", TIMEOUT));
    return counted(
        operations -> {
          var outcome = hooks(operations, noHooks).attachDisk().run(order.apply(operations));
          return calls -> AttachAnswers.of(outcome, calls);
        });
  }

  private static java.util.function.Function<Operations, AttachOrder> attachOrder(
      Body body, boolean plan, Duration timeout) {
    var text = body.text("disk");
    var disk = disk(text);
    var vm = body.text("vm");
    var request =
        new AttachRequest(
            body.truth("readOnly") ? Attachment.Mode.RO : Attachment.Mode.RW,
            ifHalted(body),
            keep(body));
    var consent = new IdentityRule.Consent(body.truth("twinOk"), body.truth("despiteHealth"));
    boolean moveVm = body.truth("moveVm");
    return operations ->
        new AttachOrder(
            disk,
            text,
            vm,
            request,
            consent,
            operations.knowledge().boots().apply(vm),
            moveVm,
            plan,
            timeout);
  }

  private static DiskSelector disk(String text) {
    return Body.checked("disk", text, DiskSelector::parse);
  }

  private static IfHalted ifHalted(Body body) {
    var word = body.textOrNull("ifHalted");
    return word == null
        ? IfHalted.REFUSE
        : Arrays.stream(IfHalted.values())
            .filter(one -> one.toString().equals(word))
            .findFirst()
            .orElseThrow(() -> Body.bad("'ifHalted' is refuse, start or wait"));
  }

  private static Keep keep(Body body) {
    var word = body.textOrNull("keep");
    return word == null
        ? Keep.KEPT
        : Keep.of(word).orElseThrow(() -> Body.bad("'keep' is keep, until-shutdown or unguarded"));
  }

  private static Job.Work<Answer> detach(Body body) {
    boolean noHooks = body.truth("noHooks");
    var text = body.text("disk");
    var order =
        new DetachOrder(
            disk(text),
            text,
            body.textOrNull("vm"),
            body.truth("acceptUnclean"),
            body.truth("plan"),
            body.duration("deadline", RELEASE));
    return counted(
        operations -> {
          var outcome = hooks(operations, noHooks).detachDisk().run(order);
          return calls -> DetachAnswers.of(outcome, calls);
        });
  }

  private static Job.Work<Answer> force(Body body) {
    var text = body.text("disk");
    var order =
        new ForceOrder(
            disk(text),
            text,
            body.textOrNull("vm"),
            body.text("reason"),
            new Confirmation(body.text("confirm")),
            body.truth("plan"),
            body.duration("deadline", TIMEOUT));
    return counted(
        operations -> {
          var outcome = operations.forceDetach().run(order);
          return calls -> ForceAnswers.of(outcome, order.reason(), calls);
        });
  }

  private static Job.Work<Answer> repair(Body body) {
    boolean plan = body.truth("plan");
    return counted(
        operations -> {
          var outcome = operations.repairPool().run(plan);
          return calls -> RepairAnswers.of(outcome, null, calls);
        });
  }

  private static Job.Work<Answer> park(Body body) {
    var vm = body.text("vm");
    boolean plan = body.truth("plan");
    var deadline = body.duration("deadline", RELEASE);
    return counted(
        operations -> {
          var outcome = operations.parkVm().run(vm, plan, deadline);
          return calls -> ParkAnswers.of(outcome, calls);
        });
  }

  private static Job.Work<Answer> unpark(Body body) {
    var order = startOrder(body);
    return counted(
        operations -> {
          var outcome = operations.unparkVm().run(order.apply(operations));
          return calls -> UnparkAnswers.of(outcome, calls);
        });
  }

  private static Job.Work<Answer> start(Body body) {
    var order = startOrder(body);
    return counted(
        operations -> {
          var outcome = operations.startVm().run(order.apply(operations));
          return calls -> StartAnswers.of(outcome, calls);
        });
  }

  private static java.util.function.Function<Operations, StartOrder> startOrder(Body body) {
    var vm = body.text("vm");
    boolean plan = body.truth("plan");
    var deadline = body.duration("deadline", TIMEOUT);
    return operations ->
        new StartOrder(vm, operations.knowledge().boots().apply(vm), plan, deadline);
  }

  private static Job.Work<Answer> rotation(Body body, PoolDesk desk) {
    var set = body.text("set");
    var order = order(body);
    var deadline = body.duration("deadline", TIMEOUT);
    boolean byWord = !(order instanceof Order.Scheduled);
    return counted(
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

  /** Whether a disk would be attached, and if not why; it changes nothing. */
  public static Job.Work<Answer> explainAttach(Body body) {
    var order = attachOrder(body, true, ONE_LOOK);
    var disk = body.text("disk");
    var vm = body.text("vm");
    return operations ->
        ExplainAnswers.of(
            disk,
            vm,
            operations.attachDisk().run(order.apply(operations)),
            new WhoHolds(operations.surroundings()));
  }

  /** Whether a disk would be released. */
  public static Job.Work<Answer> explainDetach(Body body) {
    var disk = body.text("disk");
    var order = new DetachOrder(disk(disk), disk, body.textOrNull("vm"), false, true, ONE_LOOK);
    return operations ->
        ExplainAnswers.of(
            disk, operations.detachDisk().run(order), new WhoHolds(operations.surroundings()));
  }
}
