package io.xendisk.bench;

import io.xendisk.xenapi.xmlrpc.Limits;
import io.xendisk.xenapi.xmlrpc.ReplyReader;
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

/** From the bytes of an answer to its value: the records of 200 VMs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC") // the collector of the command
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class XmlDecoding {
  private final ReplyReader reader = new ReplyReader(Limits.DEFAULT);
  private byte[] answer;

  @Setup
  public void ask() throws Exception {
    try (var pool = new OnePool()) {
      answer = pool.vms();
    }
  }

  @Benchmark
  public Object recordsOf200Vms() throws Exception {
    return reader.read(new ByteArrayInputStream(answer));
  }
}
