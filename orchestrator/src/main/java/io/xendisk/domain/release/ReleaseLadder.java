package io.xendisk.domain.release;

import io.xendisk.domain.release.NextMove.AskAgain;
import io.xendisk.domain.release.NextMove.Because;
import io.xendisk.domain.release.NextMove.Done;
import io.xendisk.domain.release.NextMove.GiveUp;
import io.xendisk.domain.release.NextMove.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ladder of one release: a guest is asked again at growing intervals, because a refused request
 * stays pending and may come true at any time (facts §3.4.2), and never forced. What the deadline
 * means is not known here. Pure but for what it counts; confined to one thread.
 */
public final class ReleaseLadder {
  private static final List<Duration> REFUSED = seconds(5, 10, 20, 40, 60);
  private static final List<Duration> BUSY = seconds(1, 2, 4, 8);

  /** The guest's old refusal stays readable, and may be given for an answer so soon after it. */
  private static final Duration STALE = Duration.ofSeconds(5);

  private static final Duration BUSY_AT_MOST = Duration.ofSeconds(60);
  private static final Duration PRESSURE = Duration.ofSeconds(5);
  private static final int PRESSURE_AT_MOST = 10;
  private static final int UNCLEAR_AT_MOST = 3;

  private int refused;
  private int silent;
  private int unclear;
  private int pressed;
  private int busy;
  private Duration busyFor = Duration.ZERO;

  /**
   * What to do about an answer that was an error.
   *
   * @param sinceAskedBefore how long before this request the guest had been asked, by whomever;
   *     null if it never was
   */
  public NextMove after(String code, List<String> parameters, @Nullable Duration sinceAskedBefore) {
    return switch (code) {
      case "DEVICE_ALREADY_DETACHED" -> new Done();
      case "DEVICE_DETACH_REJECTED" -> refused(sinceAskedBefore);
      case "DEVICE_DETACH_TIMEOUT" -> silent();
      case "INTERNAL_ERROR" ->
          parameters.toString().contains("Watch.Timeout") ? silent() : unclear(refusedPause());
      case "TASK_GONE" -> unclear(BUSY.getFirst());
      case "OTHER_OPERATION_IN_PROGRESS", "VM_BAD_POWER_STATE" -> busy();
      case "OPERATION_NOT_ALLOWED" ->
          // While the VM shuts down, say; other words mean that it never can (facts §3.4 rows 4,
          // 5).
          parameters.toString().contains("Current operation") ? busy() : no();
      case "TOO_MANY_PENDING_TASKS" -> pressed();
      case "VBD_NOT_UNPLUGGABLE" -> new GiveUp(Reason.NOT_UNPLUGGABLE);
      case "HANDLE_INVALID", "SR_BACKEND_FAILURE_46", "VDI_NOT_AVAILABLE", "VDI_MISSING" ->
          new GiveUp(Reason.DISK_GONE);
      default -> no();
    };
  }

  private NextMove refused(@Nullable Duration sinceAskedBefore) {
    if (refused == 0 && sinceAskedBefore != null && sinceAskedBefore.compareTo(STALE) < 0) {
      return new AskAgain(STALE, Because.REFUSAL_MAY_BE_OLD);
    }
    var pause = refusedPause();
    refused++;
    return new AskAgain(pause, Because.GUEST_REFUSED);
  }

  private Duration refusedPause() {
    return REFUSED.get(Math.min(refused, REFUSED.size() - 1));
  }

  /** Each time the pool has waited for minutes already. */
  private NextMove silent() {
    silent++;
    return silent < UNCLEAR_AT_MOST
        ? new AskAgain(STALE, Because.GUEST_SILENT)
        : new GiveUp(Reason.GUEST_SILENT);
  }

  private NextMove unclear(Duration pause) {
    unclear++;
    return unclear < UNCLEAR_AT_MOST ? new AskAgain(pause, Because.ANSWER_UNCLEAR) : no();
  }

  private NextMove busy() {
    if (busyFor.compareTo(BUSY_AT_MOST) >= 0) {
      return new GiveUp(Reason.POOL_BUSY);
    }
    var pause = BUSY.get(Math.min(busy, BUSY.size() - 1));
    busy++;
    busyFor = busyFor.plus(pause);
    return new AskAgain(pause, Because.POOL_BUSY);
  }

  private NextMove pressed() {
    pressed++;
    return pressed <= PRESSURE_AT_MOST
        ? new AskAgain(PRESSURE, Because.POOL_BUSY)
        : new GiveUp(Reason.POOL_BUSY);
  }

  private static NextMove no() {
    return new GiveUp(Reason.POOL_SAYS_NO);
  }

  private static List<Duration> seconds(long... seconds) {
    return java.util.Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
  }
}
