package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.config.Channel;
import io.xendisk.config.NotifySettings.RouteSettings;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.NearNames;
import io.xendisk.operation.TryRoutes;
import io.xendisk.operation.TryRoutes.Tried;
import io.xendisk.port.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk notify test}. It logs in to the pool only where a message in it is to be left. */
@Command(name = "test", description = "Tell people that this is a test, by one route or by all.")
final class NotifyTestCommand implements Callable<Integer> {
  private static final Duration A_ROUTE = Duration.ofSeconds(30);

  @ParentCommand NotifyCommand parent;

  @Parameters(paramLabel = "ROUTE", arity = "0..1", description = "A route of the configuration.")
  @Nullable String name;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  NotifyTestCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    var people = parent.root.people();
    var routes = chosen(people.settings().routes());
    var names = routes.stream().map(route -> route.route().name()).toList();
    var here = parent.root.world().workstation();
    if (routes.stream().anyMatch(route -> route.channel() instanceof Channel.PoolMessage)) {
      return parent.root.withPool(
          surroundings -> {
            var tried =
                new TryRoutes(people.tellers(surroundings.messages(), "tests"))
                    .run(names, here.owner(), here.clock().instant(), A_ROUTE);
            return _ -> answer(routes, tried);
          });
    }
    return parent.root.print(
        answer(
            routes,
            new TryRoutes(people.tellers(null, "tests"))
                .run(names, here.owner(), here.clock().instant(), A_ROUTE)));
  }

  private List<RouteSettings> chosen(List<RouteSettings> routes) {
    var names = routes.stream().map(route -> route.route().name()).toList();
    if (routes.isEmpty()) {
      throw usage(
          "the configuration tells nobody anything",
          "Add `notify:` with a route to it; docs/notifications.md shows how.");
    }
    if (name != null && !names.contains(name)) {
      var near = NearNames.to(name, names);
      throw usage(
          "the configuration has no route '%s'".formatted(name),
          near.isEmpty()
              ? "It has: %s.".formatted(String.join(", ", names))
              : "Near: %s.".formatted(String.join(", ", near)));
    }
    return routes.stream()
        .filter(route -> name == null || route.route().name().equals(name))
        .toList();
  }

  private static Failure usage(String message, String advice) {
    return new Failure(new Explanation("usage", Exit.USAGE, message, advice));
  }

  private static Answer answer(List<RouteSettings> routes, List<Tried> tried) {
    var document = Documents.map();
    document.put("routes", tried.stream().map(one -> document(routes, one)).toList());
    boolean all = tried.stream().allMatch(one -> why(one.delivery()) == null);
    return new Answer(
        all ? Exit.DONE : Exit.FAILED,
        document,
        tried.stream().map(NotifyTestCommand::line).toList(),
        tried.stream().map(Tried::route).toList(),
        List.of());
  }

  private static Map<String, Object> document(List<RouteSettings> routes, Tried tried) {
    var document = Documents.map();
    document.put("route", tried.route());
    Documents.put(
        document,
        "channel",
        routes.stream()
            .filter(route -> route.route().name().equals(tried.route()))
            .findFirst()
            .map(route -> route.channel().word())
            .orElse(null));
    document.put("told", why(tried.delivery()) == null);
    Documents.put(document, "why", why(tried.delivery()));
    return document;
  }

  private static String line(Tried tried) {
    var why = why(tried.delivery());
    return why == null
        ? "told  %s".formatted(tried.route())
        : "FAILED  %s: %s".formatted(tried.route(), why);
  }

  private static @Nullable String why(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Done _ -> null;
      case Delivery.Failed(var why) -> why;
      case Delivery.Refused(var why) -> why;
    };
  }
}
