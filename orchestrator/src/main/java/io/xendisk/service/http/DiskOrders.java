package io.xendisk.service.http;

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
import java.time.Duration;

/**
 * What may be ordered of one disk on the page: the operations of the commands, with their answers.
 * Immutable.
 *
 * @param selector which disk it is
 * @param name how it is called in what is said
 */
record DiskOrders(DiskSelector selector, String name) {
  private static final Duration ONE_LOOK = Duration.ofMinutes(2);

  private static final Duration TO_ATTACH = Duration.ofMinutes(10);

  Answer explainAttach(Operations operations, String vm, IfHalted ifHalted)
      throws InterruptedException {
    var outcome = operations.attachDisk().run(attach(operations, vm, ifHalted, true, ONE_LOOK));
    return ExplainAnswers.of(name, vm, outcome, new WhoHolds(operations.surroundings()));
  }

  Answer attach(Operations operations, String vm, IfHalted ifHalted) throws InterruptedException {
    var order = attach(operations, vm, ifHalted, false, TO_ATTACH);
    long before = operations.calls();
    var outcome = operations.attachDisk().run(order);
    return AttachAnswers.of(outcome, operations.calls() - before);
  }

  private AttachOrder attach(
      Operations operations, String vm, IfHalted ifHalted, boolean planOnly, Duration timeout) {
    return new AttachOrder(
        selector,
        name,
        vm,
        new AttachRequest(Attachment.Mode.RW, ifHalted, Keep.KEPT),
        IdentityRule.Consent.NONE,
        operations.knowledge().boots().apply(vm),
        false,
        planOnly,
        timeout);
  }

  Answer explainRelease(Operations operations) throws InterruptedException {
    var order = new DetachOrder(selector, name, null, false, true, ONE_LOOK);
    var outcome = operations.detachDisk().run(order);
    return ExplainAnswers.of(name, outcome, new WhoHolds(operations.surroundings()));
  }

  Answer release(Operations operations, Duration deadline) throws InterruptedException {
    var order = new DetachOrder(selector, name, null, false, false, deadline);
    long before = operations.calls();
    var outcome = operations.detachDisk().run(order);
    return DetachAnswers.of(outcome, operations.calls() - before);
  }

  Answer force(Operations operations, String reason, String word) throws InterruptedException {
    var order =
        new ForceOrder(selector, name, null, reason, new Confirmation(word), false, TO_ATTACH);
    long before = operations.calls();
    var outcome = operations.forceDetach().run(order);
    return ForceAnswers.of(outcome, order.reason(), operations.calls() - before);
  }
}
