package io.xendisk.config.wrong;

import io.xendisk.port.Ticker;

/** A configuration that knows a port. */
public record ConfigThatSeesAPort(Ticker ticker) {}
