package io.xendisk.operation;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Unreadable;
import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.domain.host.HostAdvice;
import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.HostProblem;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a host look which disks are there, which no boot does by itself (facts §5.8). Never while a
 * VM has one of them: a scan forgets what it does not find, attached or not. Thread-safe: holds no
 * state of its own.
 */
final class ScanHost {
  private final Pool pool;
  private final Surroundings surroundings;

  ScanHost(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /** Why it was not done; nothing if it was. */
  Optional<Explanation> run(HostFacts host) {
    var storage = new HostStorage(surroundings, host.host());
    var forbidden =
        storage
            .inUse()
            .or(
                () ->
                    storage
                        .waitsToBePulled(Set.of())
                        .map(disk -> new RulesProblem.WaitsToBePulled(host.host(), disk)));
    if (forbidden.isPresent()) {
      return forbidden.map(RulesAdvice::on);
    }
    surroundings.progress().tell("scanning the removable storage of " + host.host().name());
    try {
      storage.scan();
    } catch (PoolException.Rejected e) {
      if (!e.code().startsWith("SR_BACKEND_FAILURE")) {
        throw e;
      }
      return Optional.of(
          HostAdvice.on(new HostProblem.ScanFailed(host, String.valueOf(e.getMessage()))));
    }
    // What could not be read before the scan may be readable by the links that it found.
    storage.disks().stream()
        .filter(disk -> disk.contents() instanceof Contents.Unread)
        .map(Disk::vdi)
        .forEach(vdi -> pool.erase(vdi, Unreadable.KEY));
    return Optional.empty();
  }
}
