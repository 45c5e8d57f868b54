package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Deadline;
import io.xendisk.xenapi.http.Endpoint;
import io.xendisk.xenapi.http.HttpAnswer;
import io.xendisk.xenapi.http.HttpConnection;
import io.xendisk.xenapi.http.HttpFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the start of a disk by {@code GET /export_raw_vdi} (facts §12) and hangs up as soon as the
 * reader has enough. The session goes in a cookie, so that no log of URLs holds it, and only to
 * hosts of the pool. Thread-safe: every read has a connection of its own.
 */
final class RawExport {
  private static final String METHOD = "GET /export_raw_vdi";
  private static final int MOST_REDIRECTS = 2;

  /** Small, so that hanging up early leaves little that was sent for nothing. */
  private static final int RECEIVE_BUFFER = 64 << 10;

  private final Calls calls;

  RawExport(Calls calls) {
    this.calls = calls;
  }

  <T> RawStart<T> read(VdiRef vdi, Endpoint host, RawRequest request, RawReader<T> reader) {
    Deadline deadline = calls.deadline(request.within());
    Endpoint at = host;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      try (HttpConnection connection = connect(at, deadline)) {
        HttpAnswer answer =
            connection.exchange(head(at, vdi, request), new byte[0], deadline, Long.MAX_VALUE);
        if (answer.status() != 302) {
          return take(at, answer, request, reader);
        }
        at = nextHost(at, answer.header("location").orElse(""));
      } catch (HttpFailure e) {
        throw Failures.of(METHOD, at, e);
      } catch (IOException e) {
        throw new PoolException.NotSent(
            METHOD,
            at.authority(),
            PoolException.NotSent.Reason.UNTRUSTED,
            String.valueOf(e.getMessage()),
            e);
      }
    }
    throw new PoolException.NotSent(
        METHOD,
        at.authority(),
        PoolException.NotSent.Reason.NO_MASTER,
        "its hosts send each other the request",
        null);
  }

  private HttpConnection connect(Endpoint at, Deadline deadline) throws IOException {
    return HttpConnection.open(
        at, calls.trust().of(at), calls.options().connectTimeout(), deadline, RECEIVE_BUFFER);
  }

  private String head(Endpoint at, VdiRef vdi, RawRequest request) {
    return "GET /export_raw_vdi?vdi=%s&format=raw%s HTTP/1.0\r\nHost: %s\r\nUser-Agent: xendisk\r\nCookie: session_id=%s\r\nConnection: close\r\n"
        .formatted(
            vdi.value(),
            request.task() == null ? "" : "&task_id=" + request.task().value(),
            at.authority(),
            calls.login().session());
  }

  private <T> RawStart<T> take(
      Endpoint at, HttpAnswer answer, RawRequest request, RawReader<T> reader) {
    if (answer.status() != 200) {
      throw new PoolException.ReplyLost(
          METHOD,
          at.authority(),
          PoolException.ReplyLost.Reason.HTTP_STATUS,
          "HTTP status %d%s".formatted(answer.status(), Failures.whereTo(answer)),
          null);
    }
    Optional<TaskRef> task = taskOf(answer, request);
    var counted = new Counted(answer.body(), request.maxBytes());
    try {
      return new RawStart<>(reader.read(counted), task, counted.bytes);
    } catch (IOException e) {
      throw cutShort(at, task, e);
    }
  }

  private static Optional<TaskRef> taskOf(HttpAnswer answer, RawRequest request) {
    return request.task() != null
        ? Optional.of(request.task())
        : answer.header("task-id").map(TaskRef::new);
  }

  /** The headers come before the disk is opened, so only the task knows what went wrong (§12). */
  private PoolException cutShort(Endpoint at, Optional<TaskRef> task, IOException e) {
    HttpFailure failure =
        e instanceof HttpFailure known
            ? known
            : new HttpFailure(
                HttpFailure.Kind.DISCONNECTED,
                true,
                "the disk ended too early: " + e.getMessage(),
                e);
    if (task.isPresent() && failure.kind() == HttpFailure.Kind.DISCONNECTED) {
      try {
        Optional<PoolException.Rejected> why =
            new Records(calls).get(XenClass.TASK, task.get()).flatMap(t -> t.failure(METHOD));
        if (why.isPresent()) {
          return why.get();
        }
      } catch (PoolException unknown) {
        failure.addSuppressed(unknown);
      }
    }
    return Failures.of(METHOD, at, failure);
  }

  /**
   * To the host that the pool names, with the scheme that we came with: never down to plain http.
   */
  private Endpoint nextHost(Endpoint from, String location) {
    Endpoint to;
    try {
      String authority = URI.create(location).getRawAuthority();
      to = from.at(authority == null ? "" : authority);
    } catch (IllegalArgumentException e) {
      throw foreign(from, "it redirects to no address of a host", e);
    }
    if (!calls.belongsToPool(to)) {
      new Records(calls).all(XenClass.HOST); // learns the addresses of the pool's hosts
    }
    if (!calls.belongsToPool(to)) {
      throw foreign(from, "it redirects to %s, which is no host of the pool".formatted(to), null);
    }
    return to;
  }

  private static PoolException.NotSent foreign(
      Endpoint from, String why, @Nullable Throwable cause) {
    return new PoolException.NotSent(
        METHOD, from.authority(), PoolException.NotSent.Reason.FOREIGN_ADDRESS, why, cause);
  }

  /** Ends after as many bytes as were asked for. */
  private static final class Counted extends FilterInputStream {
    private final long max;
    private long bytes;

    Counted(InputStream in, long max) {
      super(in);
      this.max = max;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (bytes >= max) {
        return -1;
      }
      int count = in.read(into, offset, (int) Math.min(length, max - bytes));
      if (count > 0) {
        bytes += count;
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      var waste = new byte[(int) Math.min(16 << 10, Math.max(1, count))];
      long left = count;
      while (left > 0) {
        int skipped = read(waste, 0, (int) Math.min(waste.length, left));
        if (skipped < 0) {
          break;
        }
        left -= skipped;
      }
      return count - left;
    }
  }
}
