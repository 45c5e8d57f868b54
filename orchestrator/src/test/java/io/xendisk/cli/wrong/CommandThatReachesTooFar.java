package io.xendisk.cli.wrong;

import io.xendisk.Main;
import io.xendisk.fixtures.SimulatedPool;

/** A command that knows the outermost ring and the simulator, prints past its world and exits. */
public record CommandThatReachesTooFar(SimulatedPool pool) {
  void call() {
    System.out.println(Main.class);
    System.exit(1);
  }
}
