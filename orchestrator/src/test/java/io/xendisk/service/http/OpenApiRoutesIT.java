package io.xendisk.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.config.ListenAddress;
import io.xendisk.config.ServiceSettings;
import io.xendisk.port.History;
import io.xendisk.port.Journal;
import io.xendisk.port.PrivateFile;
import io.xendisk.port.Spool;
import io.xendisk.service.Keeping;
import io.xendisk.service.Machine;
import io.xendisk.service.Meter;
import io.xendisk.service.Service;
import io.xendisk.service.history.Chronicle;
import io.xendisk.service.work.OperationBook;
import io.xendisk.testing.OpenApi;
import io.xendisk.testing.TurnedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No route without a contract, and no contract without a route. */
class OpenApiRoutesIT {
  @Test
  void everyRouteOfTheApiIsInTheContractAndEveryOneInItIsThere() {
    var time = new TurnedTime();
    var machine = new Machine(time, time, time, new Random(1), Meter.NONE);
    var plan =
        new HttpFront.Plan(
            ServiceSettings.DEFAULT.at(new ListenAddress("127.0.0.1", 0)),
            new NoTokens(),
            _ -> "",
            Map.of(),
            _ -> new boolean[0][],
            () -> "");
    try (var chronicle = Chronicle.start(noHistory(), machine);
        var service = Service.start(List.of(), Keeping.ALL, machine);
        var front =
            HttpFront.open(
                plan,
                service,
                OperationBook.open(new NoJournal(), _ -> {}, service.feed(), machine),
                chronicle,
                machine)) {
      var written = new OpenApi().routes().stream().map(OpenApi.Route::name).toList();

      assertThat(ofApi(front.routes())).containsExactlyInAnyOrderElementsOf(written);
    }
  }

  private static Chronicle.Plan noHistory() {
    return new Chronicle.Plan(
        () -> {
          throw new History.Unavailable("nobody keeps it", new IOException());
        },
        new NoSpool(),
        Duration.ofDays(1),
        "alice@here",
        entry -> entry);
  }

  /** The page for people is no part of the contract. */
  private static java.util.Set<String> ofApi(java.util.Set<String> routes) {
    return routes.stream()
        .filter(
            route ->
                route.matches(
                    "(GET|POST|PUT|PATCH|DELETE) (/api/.*|/healthz|/readyz|/metrics)|POST"
                        + " /log(in|out)"))
        .collect(Collectors.toSet());
  }

  private static final class NoSpool implements Spool {
    @Override
    public String place() {
      return "nowhere";
    }

    @Override
    public boolean add(List<String> lines) {
      return true;
    }

    @Override
    public Optional<Taken> take() {
      return Optional.empty();
    }

    @Override
    public boolean putAside(List<String> broken) {
      return true;
    }
  }

  private static final class NoTokens implements PrivateFile {
    @Override
    public String place() {
      return "nowhere";
    }

    @Override
    public List<String> lines() {
      return List.of();
    }

    @Override
    public void change(UnaryOperator<List<String>> change) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class NoJournal implements Journal {
    @Override
    public List<String> lines() {
      return List.of();
    }

    @Override
    public boolean add(String line) {
      return true;
    }
  }
}
