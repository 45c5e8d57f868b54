package io.xendisk.service.wrong;

import io.javalin.Javalin;
import io.xendisk.cli.World;

/** A service that knows the commands, and serves HTTP past its front. */
public record ServiceThatReachesTooFar(World world, Javalin javalin) {}
