package io.xendisk.operation;

import io.xendisk.domain.attach.Boot;
import io.xendisk.domain.attach.BootEvidence;
import io.xendisk.domain.attach.BootRule;
import io.xendisk.domain.attach.BootRule.Asked;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Host;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Pool;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds evidence that a guest has booted, and asks for more than the VM's records only where they
 * do not tell. Thread-safe.
 */
final class BootEvidenceFinder {
  /** Drivers show themselves by an event as a rule, but not on every release. */
  static final Duration ASK_FOR_DRIVERS_EVERY = Duration.ofSeconds(10);

  private static final Duration KNOCK_EVERY = Duration.ofSeconds(5);

  private final Pool pool;
  private final GuestPorts ports;
  private final BootSettings settings;
  private final BootRule rule;

  BootEvidenceFinder(Pool pool, GuestPorts ports, BootSettings settings) {
    this.pool = pool;
    this.ports = ports;
    this.settings = settings;
    this.rule = new BootRule(settings);
  }

  /** What was found; {@code askAgainIn} is when the answer may be another without any event. */
  record Finding(@Nullable BootEvidence evidence, @Nullable Duration askAgainIn) {}

  Finding find(Vm vm, @Nullable Host host) {
    var told = rule.evidence(vm, Asked.NOTHING);
    if (told.isPresent() || host == null || vm.boot() == null) {
      return new Finding(told.orElse(null), null);
    }
    Duration uptime = rule.wantsUptime(vm) ? uptime(vm.boot(), host) : null;
    var port = settings.port();
    var evidence = rule.evidence(vm, new Asked(uptime, port == null ? null : ports.answers(port)));
    return new Finding(evidence.orElse(null), askAgainIn(vm, uptime));
  }

  private Duration uptime(Boot boot, Host host) {
    return Duration.between(boot.startTime(), pool.nowOf(host.id()));
  }

  /** Whether the guest has shown nothing yet, and has not had the time to. */
  boolean mayStillBoot(Vm vm, @Nullable Host host, @Nullable BootEvidence evidence) {
    return evidence == null
        && host != null
        && vm.boot() != null
        && rule.mayStillBoot(uptime(vm.boot(), host));
  }

  private @Nullable Duration askAgainIn(Vm vm, @Nullable Duration uptime) {
    if (settings.port() != null) {
      return KNOCK_EVERY;
    }
    return uptime == null ? null : rule.untilUptimeCounts(vm, uptime).orElse(null);
  }
}
