package io.xendisk.domain.attach;

import io.xendisk.domain.PowerState;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a guest has booted, from what is known of this very boot (safety rule R7). {@code
 * live} of the guest metrics proves nothing, and the metrics object exists before any agent wrote
 * to it, with the time of its making as {@code last_updated} (facts §2.4). Pure.
 */
public final class BootRule {
  /** In which a guest that has just started may not have told yet what it can do. */
  private static final Duration BOOTING = Duration.ofMinutes(5);

  private final BootSettings settings;

  public BootRule(BootSettings settings) {
    this.settings = settings;
  }

  /** What had to be asked for besides the VM's own records; null where it was not asked for. */
  public record Asked(@Nullable Duration uptime, @Nullable Boolean portAnswers) {
    public static final Asked NOTHING = new Asked(null, null);
  }

  /** The strongest evidence that the guest has booted, if there is any. */
  public Optional<BootEvidence> evidence(Vm vm, Asked asked) {
    if (vm.power() != PowerState.RUNNING || vm.boot() == null) {
      return Optional.empty();
    }
    var guest = vm.guest();
    if (guest.agentWroteAt() != null && guest.agentWroteAt().isAfter(vm.boot().startTime())) {
      return Optional.of(BootEvidence.GUEST_METRICS);
    }
    if (Boolean.TRUE.equals(guest.driversDetected()) && isAtLeast(asked, settings.settled())) {
      return Optional.of(BootEvidence.PV_DRIVERS);
    }
    if (Boolean.TRUE.equals(asked.portAnswers())) {
      return Optional.of(BootEvidence.TCP_PORT);
    }
    if (settings.uptimeAlone() != null && isAtLeast(asked, settings.uptimeAlone())) {
      return Optional.of(BootEvidence.UPTIME);
    }
    return Optional.empty();
  }

  /**
   * Whether what a guest says of itself may change by itself: its drivers are not known before it
   * has booted.
   */
  public boolean mayStillBoot(Duration uptime) {
    return uptime.compareTo(BOOTING) < 0;
  }

  /** Whether the uptime would help to decide. */
  public boolean wantsUptime(Vm vm) {
    return vm.boot() != null
        && (Boolean.TRUE.equals(vm.guest().driversDetected()) || settings.uptimeAlone() != null);
  }

  /** How much longer the VM has to be up until that alone changes the answer, if it will. */
  public Optional<Duration> untilUptimeCounts(Vm vm, Duration uptime) {
    var settled = Boolean.TRUE.equals(vm.guest().driversDetected()) ? settings.settled() : null;
    return Stream.of(Optional.ofNullable(settled), Optional.ofNullable(settings.uptimeAlone()))
        .flatMap(Optional::stream)
        .map(needed -> needed.minus(uptime))
        .filter(Duration::isPositive)
        .min(Comparator.naturalOrder());
  }

  private static boolean isAtLeast(Asked asked, Duration enough) {
    return asked.uptime() != null && asked.uptime().compareTo(enough) >= 0;
  }
}
