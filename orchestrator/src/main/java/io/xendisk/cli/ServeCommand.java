package io.xendisk.cli;

import io.xendisk.cli.Serving.Served;
import io.xendisk.config.Config;
import io.xendisk.config.ListenAddress;
import io.xendisk.config.PoolSettings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk serve}. */
@Command(
    name = "serve",
    description =
        "Watch every pool of the configuration, keep true what is wanted there, and show it.")
final class ServeCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where it is to be found (127.0.0.1:8780); port 0 takes a free one.")
  @Nullable ListenAddress listen;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  ServeCommand() {}

  @Override
  public Integer call() {
    var choice = new PoolChoice(root.options, root.world());
    var config = choice.config();
    var pools =
        choice.pools().entrySet().stream()
            .map(pool -> served(config, pool.getKey(), pool.getValue()))
            .toList();
    var configured = config.service();
    var settings = listen == null ? configured : configured.at(listen);
    var credentials = new Credentials(root.world().environment(), null);
    var serving =
        new Serving(
            settings,
            new ServiceFiles(root.world()).tokens(settings),
            new ServiceFiles(root.world()).operations(settings),
            new ServiceFiles(root.world()).history(config.history()),
            source -> credentials.password(source, "the service", "itself"),
            pools);
    if (settings.certificate() == null && !settings.listen().isLoopback()) {
      root.world()
          .err()
          .println(
              "warning: without `service: certificate:` tokens can be read by anybody on the way");
    }
    return root.world().serve().serve(root.world(), serving);
  }

  private Served served(Config config, String name, PoolSettings settings) {
    var world = root.world();
    // Nobody sits there who could be asked.
    var credentials = new Credentials(world.environment(), null);
    var host = settings.url().getHost();
    return new Served(
        name,
        settings,
        () -> credentials.password(settings.password(), settings.user(), host),
        surroundings -> new People(config.notices(), world).tellers(surroundings.messages(), host));
  }
}
