package io.xendisk.domain.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to see of the history, the newest first. Immutable.
 *
 * @param after the last entry of the page before; null for the first page
 * @param limit so many at most
 */
public record HistoryQuery(Filter filter, @Nullable Cursor after, int limit) {
  /**
   * What is shown; null for everything.
   *
   * @param disk a disk's name, id or VDI
   * @param since nothing that began before
   * @param kind a topic, or a kind within one
   */
  public record Filter(
      @Nullable String pool,
      @Nullable String disk,
      @Nullable Instant since,
      @Nullable String kind) {
    public static final Filter ALL = new Filter(null, null, null, null);
  }

  /** A place in the history: that of one entry. */
  public record Cursor(Instant at, String id) {
    /** As it stands in a URL. */
    public String text() {
      return at.toEpochMilli() + "." + id;
    }

    /**
     * The one in a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cursor parse(String text) {
      int dot = text.indexOf('.');
      if (dot < 1 || dot == text.length() - 1) {
        throw new IllegalArgumentException("it is no cursor of this history");
      }
      try {
        return new Cursor(
            Instant.ofEpochMilli(Long.parseLong(text.substring(0, dot))), text.substring(dot + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("it is no cursor of this history", e);
      }
    }

    public static Cursor of(HistoryEntry entry) {
      return new Cursor(entry.at(), entry.id());
    }
  }

  public HistoryQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has 1 entry at least, was " + limit);
    }
  }
}
