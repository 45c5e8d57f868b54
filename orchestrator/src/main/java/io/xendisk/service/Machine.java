package io.xendisk.service;

import io.xendisk.port.Pause;
import io.xendisk.port.Ticker;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the service takes from the machine that it runs on: time and chance; and what counts its
 * work. Thread-safe as its parts are.
 *
 * @param clock this machine's; it dates what is shown and decides nothing
 */
public record Machine(
    InstantSource clock, Ticker ticker, Pause pause, RandomGenerator random, Meter meter) {}
