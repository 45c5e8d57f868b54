package io.xendisk.bench;

import io.xendisk.domain.attach.AttachPolicy;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.BootEvidence;
import io.xendisk.domain.attach.Decision;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.attach.Scene;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.lease.LeaseVerdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From what was seen to a plan: a free disk and a running VM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC") // the collector of the command
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AttachDeciding {
  private final AttachPolicy policy = new AttachPolicy();
  private final AttachRequest request =
      new AttachRequest(Attachment.Mode.RW, IfHalted.REFUSE, Keep.KEPT);
  private Scene scene;

  @Setup
  public void look() throws Exception {
    try (var pool = new OnePool()) {
      var seen = pool.inventoryWith("nas01");
      scene =
          new Scene(
              seen.disks().getFirst(),
              seen.vms().getFirst(),
              seen.hosts().getFirst(),
              BootEvidence.GUEST_METRICS,
              new LeaseVerdict.Free());
    }
  }

  @Benchmark
  public Decision freeDiskForARunningVm() {
    return policy.decide(scene, request);
  }
}
