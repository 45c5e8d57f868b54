package io.xendisk.domain.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host can be reached from here. Immutable.
 *
 * @param problem what stands in the way, null if nothing does
 * @param untrusted whether that is its certificate
 * @param certificateEnds null without TLS, or where none was accepted
 */
public record Reached(
    String url, @Nullable String problem, boolean untrusted, @Nullable Instant certificateEnds) {}
