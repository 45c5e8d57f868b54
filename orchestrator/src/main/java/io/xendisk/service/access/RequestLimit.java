package io.xendisk.service.access;

import io.xendisk.port.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So many requests a minute from each client, all of them at once if it likes: a bucket that fills
 * up again. Thread-safe.
 */
public final class RequestLimit {
  private static final double NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int CLIENTS = 4096;

  private final int perMinute;
  private final Ticker ticker;

  /** Whoever was not seen for longest is forgotten first, and had its bucket full by then. */
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  public RequestLimit(int perMinute, Ticker ticker) {
    this.perMinute = perMinute;
    this.ticker = ticker;
  }

  private record Bucket(double left, long at) {}

  /** Counts a request; how long to wait if it is one too many. */
  public Optional<Duration> count(String client) {
    long now = ticker.nanos();
    synchronized (buckets) {
      var before = buckets.getOrDefault(client, new Bucket(perMinute, now));
      double left =
          Math.min(perMinute, before.left() + perMinute * ((now - before.at()) / NANOS_A_MINUTE));
      if (left < 1) {
        return Optional.of(Duration.ofNanos((long) ((1 - left) * NANOS_A_MINUTE / perMinute)));
      }
      buckets.put(client, new Bucket(left - 1, now));
      if (buckets.size() > CLIENTS) {
        buckets.remove(buckets.keySet().iterator().next());
      }
      return Optional.empty();
    }
  }
}
