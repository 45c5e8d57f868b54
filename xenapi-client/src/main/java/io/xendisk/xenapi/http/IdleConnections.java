package io.xendisk.xenapi.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for their next request, the youngest first. A connection that was idle for
 * a while is asked whether its peer has closed it, because a request sent into a closed connection
 * is lost, and a write that is lost has to be settled by looking. Thread-safe by its own lock.
 */
public final class IdleConnections implements AutoCloseable {
  private static final int MOST = 16;
  private static final long TRUSTED_NANOS = Duration.ofMillis(50).toNanos();
  private static final long OLDEST_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration GLANCE = Duration.ofMillis(1);

  private record Idle(HttpConnection connection, long since) {}

  private final Deque<Idle> idle = new ArrayDeque<>();
  private final LongSupplier nanos;
  private boolean closed;

  public IdleConnections(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** An idle connection to the endpoint, or null. */
  public @Nullable HttpConnection take(Endpoint endpoint) {
    for (Idle next = poll(); next != null; next = poll()) {
      long age = nanos.getAsLong() - next.since;
      if (next.connection.endpoint().equals(endpoint)
          && age < OLDEST_NANOS
          && !next.connection.hasLeftovers()
          && (age < TRUSTED_NANOS || !next.connection.isStale(Deadline.in(GLANCE, nanos)))) {
        return next.connection;
      }
      next.connection.close();
    }
    return null;
  }

  /** Keeps a connection whose last answer was read to its end. */
  public void give(HttpConnection connection) {
    synchronized (idle) {
      if (!closed && idle.size() < MOST) {
        idle.push(new Idle(connection, nanos.getAsLong()));
        return;
      }
    }
    connection.close();
  }

  private @Nullable Idle poll() {
    synchronized (idle) {
      return idle.poll();
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    for (Idle next = poll(); next != null; next = poll()) {
      next.connection.close();
    }
  }
}
