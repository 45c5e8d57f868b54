package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.service.Job;
import io.xendisk.service.PoolDesk;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Turns what was sent into what is done: everything is checked before anything begins. Stateless.
 */
public final class Requests {
  static final Duration TIMEOUT = Duration.ofMinutes(15);
  static final Duration RELEASE = Duration.ofMinutes(10);

  private Requests() {}

  /**
   * Where it is to be done, and for whom.
   *
   * @param who the name of their token
   * @param url where the pool is reached first
   */
  public record Place(PoolDesk desk, String who, String url) {}

  /**
   * Reads one.
   *
   * @throws io.xendisk.answer.Failure where it cannot be understood
   */
  public static Wanted of(Kind kind, String text, Place place) {
    return of(kind, Body.of(text, kind.members()), place);
  }

  /** The same of what a form said. */
  public static Wanted of(Kind kind, Map<String, Object> members, Place place) {
    return of(kind, Body.of(members, kind.members()), place);
  }

  private static Wanted of(Kind kind, Body body, Place place) {
    return new Wanted(
        kind,
        body.members(),
        switch (kind) {
          case ATTACH -> DiskRequests.attach(body);
          case DETACH -> DiskRequests.detach(body);
          case FORCE_DETACH -> DiskRequests.force(body);
          case REPAIR -> PoolRequests.repair(body);
          case PARK -> VmRequests.park(body);
          case UNPARK -> VmRequests.unpark(body);
          case VM_START -> VmRequests.start(body);
          case ROTATION_RUN -> PoolRequests.rotation(body, place.desk());
          case APPLY -> DeclaredRequests.apply(body);
          case WITHDRAW -> DeclaredRequests.withdraw(body);
          case PAUSE -> DeclaredRequests.pause(body, true);
          case RESUME -> DeclaredRequests.pause(body, false);
          case ACKNOWLEDGE -> FindingRequests.acknowledge(body, place.who(), place.url());
        });
  }

  /** Does it, and says it with the calls that the pool's session made meanwhile. */
  static Job.Work<Answer> counted(Job.Work<LongFunction<Answer>> work) {
    return operations -> {
      long before = operations.calls();
      var answer = work.on(operations);
      return answer.apply(operations.calls() - before);
    };
  }
}
