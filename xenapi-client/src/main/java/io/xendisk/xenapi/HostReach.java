package io.xendisk.xenapi;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host can be reached from here, and how it proves who it is. Immutable.
 *
 * @param problem what stands in the way, null if nothing does
 * @param untrusted whether that is its certificate
 * @param certificateEnds when its certificate ends; null without TLS, and where none was accepted
 */
public record HostReach(
    URI url, @Nullable String problem, boolean untrusted, @Nullable Instant certificateEnds) {}
