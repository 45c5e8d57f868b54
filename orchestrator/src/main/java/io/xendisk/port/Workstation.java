package io.xendisk.port;

import io.xendisk.domain.lease.ProcessMark;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The machine and the process that a command runs in, as others read of it in leases. Thread-safe
 * as its parts are.
 *
 * @param owner {@code operator@workstation}
 * @param process null where that cannot be told
 * @param clock this machine's clock, which goes on while the machine sleeps; it dates nothing
 */
public record Workstation(
    String owner,
    @Nullable ProcessMark process,
    Processes processes,
    Pause pause,
    InstantSource clock) {}
