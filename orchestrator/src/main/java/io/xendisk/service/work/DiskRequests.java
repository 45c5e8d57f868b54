package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.AttachAnswers;
import io.xendisk.answer.DetachAnswers;
import io.xendisk.answer.ExplainAnswers;
import io.xendisk.answer.ForceAnswers;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Confirmation;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.Keep;
import io.xendisk.operation.AttachOrder;
import io.xendisk.operation.DetachOrder;
import io.xendisk.operation.ForceOrder;
import io.xendisk.operation.Operations;
import io.xendisk.operation.WhoHolds;
import io.xendisk.service.Job;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What is asked for about one disk. Stateless. */
public final class DiskRequests {
  private static final Duration ONE_LOOK = Duration.ofMinutes(2);

  /** What can be asked about an attach. */
  public static final List<String> EXPLAIN_ATTACH =
      List.of("disk", "vm", "ifHalted", "readOnly", "moveVm");

  public static final List<String> EXPLAIN_DETACH = List.of("disk", "vm");

  private DiskRequests() {}

  static Job.Work<Answer> attach(Body body) {
    boolean noHooks = body.truth("noHooks");
    var order = attachOrder(body, body.truth("plan"), body.duration("deadline", Requests.TIMEOUT));
    return Requests.counted(
        operations -> {
          var outcome = hooks(operations, noHooks).attachDisk().run(order.apply(operations));
          return calls -> AttachAnswers.of(outcome, calls);
        });
  }

  private static Operations hooks(Operations operations, boolean none) {
    return none ? operations.withoutHooks() : operations;
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
    return word == null ? IfHalted.REFUSE : ifHalted(word);
  }

  static IfHalted ifHalted(String word) {
    return Arrays.stream(IfHalted.values())
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

  static Job.Work<Answer> detach(Body body) {
    boolean noHooks = body.truth("noHooks");
    var text = body.text("disk");
    var order =
        new DetachOrder(
            disk(text),
            text,
            body.textOrNull("vm"),
            body.truth("acceptUnclean"),
            body.truth("plan"),
            body.duration("deadline", Requests.RELEASE));
    return Requests.counted(
        operations -> {
          var outcome = hooks(operations, noHooks).detachDisk().run(order);
          return calls -> DetachAnswers.of(outcome, calls);
        });
  }

  static Job.Work<Answer> force(Body body) {
    var text = body.text("disk");
    var order =
        new ForceOrder(
            disk(text),
            text,
            body.textOrNull("vm"),
            body.text("reason"),
            new Confirmation(body.text("confirm")),
            body.truth("plan"),
            body.duration("deadline", Requests.TIMEOUT));
    return Requests.counted(
        operations -> {
          var outcome = operations.forceDetach().run(order);
          return calls -> ForceAnswers.of(outcome, order.reason(), calls);
        });
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
