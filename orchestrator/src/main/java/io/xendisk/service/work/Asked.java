package io.xendisk.service.work;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for an operation. Immutable.
 *
 * @param by the name of their token
 * @param from their address
 * @param key by which the same request is known when it is repeated, if they gave one
 */
public record Asked(String by, String from, @Nullable String key) {}
