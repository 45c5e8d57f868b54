package io.xendisk.service.wrong;

import io.javalin.Javalin;
import io.micrometer.core.instrument.MeterRegistry;
import io.xendisk.cli.World;

/** A service that knows the commands, serves HTTP past its front and counts past its metrics. */
public record ServiceThatReachesTooFar(World world, Javalin javalin, MeterRegistry registry) {}
