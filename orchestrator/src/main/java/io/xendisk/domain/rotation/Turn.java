package io.xendisk.domain.rotation;

import java.time.Instant;

/** A disk, and from when on it should be in. Immutable. */
public record Turn(Instant from, String disk) {}
