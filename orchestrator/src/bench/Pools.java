import io.xendisk.fixtures.SimulatedPool;
import java.util.ArrayList;

/**
 * Many simulated pools of two hosts in one process: a line for each, then it runs until its input
 * ends.
 */
public final class Pools {
  public static void main(String[] args) throws Exception {
    var pools = new ArrayList<SimulatedPool>();
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      var pool = SimulatedPool.start("xcp-ng");
      pools.add(pool);
      System.out.println(pool.url() + " " + pool.user() + " " + pool.password());
    }
    System.out.println("ready");
    var _ = System.in.read();
    System.exit(0);
  }
}
