package io.xendisk.port;

import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.HistoryQuery;
import java.time.Instant;
import java.util.List;

/**
 * Where it is kept what has happened, for people who ask later. Nothing is decided by it: without
 * it everything goes on. Thread-safe.
 */
public interface History extends AutoCloseable {
  /** It cannot be read or written now; whatever was to be kept was not, or is kept already. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unavailable(String why, Throwable cause) {
      super(why, cause);
    }

    /** In words for a person; it holds no secret. */
    public String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Opens it, and makes it what this release needs; throws Unavailable. */
  @FunctionalInterface
  interface Opening {
    History open();
  }

  /**
   * Keeps all of these or none, each once: one that is there stays as it is, unless it had not
   * ended there and has now.
   *
   * @throws Unavailable if they are not kept
   */
  void keep(List<HistoryEntry> entries);

  /**
   * A page of it, the newest first.
   *
   * @throws Unavailable if it cannot be read
   */
  List<HistoryEntry> find(HistoryQuery query);

  /**
   * Forgets what began before.
   *
   * @return how many that were
   * @throws Unavailable if it could not be done
   */
  int forget(Instant before);

  /** In what it is kept, for a person; without a secret. */
  String place();

  @Override
  void close();
}
