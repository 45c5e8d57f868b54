package io.xendisk.operation.wrong;

import io.xendisk.adapter.xenapi.XenApiPool;
import io.xendisk.port.wrong.PortThatSeesAnOperation;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Random;

/** An operation that knows an adapter, the clock, chance and a stream, and sleeps. */
public record OperationThatReachesTooFar(XenApiPool pool, PortThatSeesAnOperation port) {
  @SuppressWarnings("JavaTimeDefaultTimeZone")
  void run(PrintStream out) throws InterruptedException {
    Thread.sleep(new Random(1).nextLong());
    out.println(Instant.now());
  }
}
