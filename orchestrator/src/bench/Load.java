import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a service from many clients at once, then at a steady rate: URL TOKEN POOL REQUESTS CLIENTS
 * RATE SECONDS. Prints a table; exit 1 where any answer was an error.
 */
final class Load {
  /** What is asked for, and whether the service asks the pool for it. */
  private record Kind(String path, boolean asksThePool) {}

  private record Took(boolean askedThePool, long nanos, String wrong) {}

  private final String url;
  private final String token;
  private final String pool;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Kind> kinds;

  private Load(String url, String token, String name) {
    this.url = url;
    this.token = token;
    this.pool = "/api/v1/pools/" + name;
    this.kinds =
        List.of(
            new Kind("/api/v1/pools", false),
            new Kind(pool, false),
            new Kind(pool + "/status", false),
            new Kind(pool + "/disks", false),
            new Kind(pool + "/hosts", false),
            new Kind(pool + "/vms", false),
            new Kind(pool + "/attachments", false),
            new Kind(pool + "/declared", false),
            new Kind(pool + "/pauses", false),
            new Kind("/api/v1/operations?limit=20", false),
            new Kind("/api/v1/session", false),
            new Kind("/readyz", false),
            new Kind("/healthz", false),
            new Kind("/metrics", false),
            new Kind(pool + "/status?fresh=true", true),
            new Kind(pool + "/rotations", true),
            new Kind("/", true));
  }

  public static void main(String[] words) throws Exception {
    var load = new Load(words[0], words[1], words[2]);
    int clients = Integer.parseInt(words[4]);
    var all = load.flood(Integer.parseInt(words[3]), clients);
    print("%s requests from %s clients, as fast as they go".formatted(words[3], words[4]), all);
    var steady = load.steady(Integer.parseInt(words[5]), Integer.parseInt(words[6]));
    print("%s requests a second for %s s".formatted(words[5], words[6]), steady);
    System.exit(wrong(all).isEmpty() && wrong(steady).isEmpty() ? 0 : 1);
  }

  private List<Took> flood(int requests, int clients) throws Exception {
    var next = new AtomicInteger();
    var took = Collections.synchronizedList(new ArrayList<Took>());
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var ends = new ArrayList<Future<?>>();
      for (int i = 0; i < clients; i++) {
        ends.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                    took.add(ask(n));
                  }
                }));
      }
      for (var end : ends) {
        end.get();
      }
    }
    return took;
  }

  /** Each begins at its time, whether the ones before it are answered or not; waiting counts. */
  private List<Took> steady(int rate, int seconds) throws Exception {
    var took = Collections.synchronizedList(new ArrayList<Took>());
    long begun = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < rate * seconds; n++) {
        long due = begun + n * (1_000_000_000L / rate);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int number = n;
        threads.submit(() -> took.add(ask(number, due)));
      }
    }
    return took;
  }

  private Took ask(int number) {
    return ask(number, System.nanoTime());
  }

  private Took ask(int number, long since) {
    // Every fiftieth is something that is done, with an operation of its own.
    boolean does = number % 50 == 49;
    var kind = does ? new Kind(pool + "/repair", true) : kinds.get(number % kinds.size());
    var request =
        HttpRequest.newBuilder(URI.create(url + kind.path()))
            .timeout(Duration.ofMinutes(1))
            .header("Accept", kind.path().equals("/") ? "text/html" : "application/json")
            .header("Authorization", "Bearer " + token);
    if (does) {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("{\"plan\":true}"));
    }
    String wrong = "";
    try {
      int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
      wrong = status < 400 ? "" : kind.path() + " " + status;
    } catch (Exception e) {
      wrong = kind.path() + " " + e;
    }
    return new Took(kind.asksThePool(), System.nanoTime() - since, wrong);
  }

  private static Map<String, Integer> wrong(List<Took> all) {
    var wrong = new TreeMap<String, Integer>();
    all.stream()
        .filter(one -> !one.wrong().isEmpty())
        .forEach(one -> wrong.merge(one.wrong(), 1, Integer::sum));
    return wrong;
  }

  private static void print(String what, List<Took> all) {
    System.out.println(what + ": " + all.size() + " answers, errors " + wrong(all));
    for (boolean asks : new boolean[] {false, true}) {
      long[] nanos =
          all.stream()
              .filter(one -> one.askedThePool() == asks)
              .mapToLong(Took::nanos)
              .sorted()
              .toArray();
      System.out.printf(
          "| %s | %d | %.1f ms | %.1f ms | %.1f ms |%n",
          asks ? "the pool is asked for it, or it is done" : "the service knows it",
          nanos.length,
          at(nanos, 50),
          at(nanos, 99),
          at(nanos, 100));
    }
  }

  private static double at(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }
}
