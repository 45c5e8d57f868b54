package io.xendisk.operation;

import io.xendisk.domain.attach.BootSettings;
import java.time.Duration;

/**
 * A start of a VM as a person ordered it. Immutable.
 *
 * @param vm its name or uuid
 * @param boot what counts as evidence that its guest has booted
 * @param planOnly whether only to say what would be done
 * @param timeout after which it is given up
 */
public record StartOrder(String vm, BootSettings boot, boolean planOnly, Duration timeout) {}
