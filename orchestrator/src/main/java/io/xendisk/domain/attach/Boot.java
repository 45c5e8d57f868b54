package io.xendisk.domain.attach;

import java.time.Instant;

/**
 * One boot of one VM: evidence about a guest belongs to it and to no other (safety rule R7).
 * Immutable.
 */
public record Boot(Instant startTime, long domid) {}
