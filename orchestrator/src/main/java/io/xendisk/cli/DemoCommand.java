package io.xendisk.cli;

import io.xendisk.config.ListenAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk demo}. */
@Command(
    name = "demo",
    description = "Tell the whole story on a simulated pool, with no configuration.")
final class DemoCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @Option(
      names = "--serve",
      description = "Serve that pool until Ctrl-C instead, with a page to click through.")
  boolean serve;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "With --serve: where (127.0.0.1 at a free port if not said).")
  @Nullable ListenAddress listen;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and specification
  DemoCommand() {}

  @Override
  public Integer call() {
    var world = root.world();
    if (serve) {
      return world.demo().serve(world, listen == null ? new ListenAddress("127.0.0.1", 0) : listen);
    }
    if (listen != null) {
      throw new ParameterException(spec.commandLine(), "--listen goes with --serve.");
    }
    return world.demo().tell(world);
  }
}
