package io.xendisk.bench;

import io.xendisk.domain.disk.contents.DiskBytes;
import io.xendisk.domain.disk.contents.DiskContents;
import io.xendisk.domain.disk.contents.DiskReader;
import java.io.ByteArrayInputStream;
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

/** From the first bytes of a disk to what stands on it: ext3 in the first partition of an MBR. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC") // the collector of the command
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SuperblockReading {
  private static final int MOST = 4 << 20;
  private static final long SIZE = 2_000_398_934_016L;

  private final DiskReader reader = new DiskReader();
  private byte[] start;

  @Setup
  public void read() throws Exception {
    try (var pool = new OnePool()) {
      start = pool.start("SCSI 3:0:0:0", MOST);
    }
    if (ext3InAPartition().primary().isEmpty()) {
      throw new IllegalStateException("no filesystem was found on the disk");
    }
  }

  @Benchmark
  public DiskContents ext3InAPartition() {
    return reader.read(DiskBytes.of(new ByteArrayInputStream(start), SIZE));
  }
}
