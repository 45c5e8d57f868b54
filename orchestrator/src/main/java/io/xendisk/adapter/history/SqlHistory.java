package io.xendisk.adapter.history;

import com.zaxxer.hikari.HikariDataSource;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.HistoryQuery;
import io.xendisk.port.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The history in SQL that SQLite and PostgreSQL both understand. Thread-safe. */
final class SqlHistory implements History {
  private static final int AT_ONCE = 200;

  private static final String KEEP =
      """
      INSERT INTO history (id, at, ended, who, origin, pool, topic, kind, disk, disk_id, vdi, vm,
        vm_uuid, plan, outcome, exit_code, said)
      VALUES (:id, :at, :ended, :who, :origin, :pool, :topic, :kind, :disk, :diskId, :vdi, :vm,
        :vmUuid, :plan, :outcome, :exit, :said)
      ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, disk = excluded.disk,
        disk_id = excluded.disk_id, vdi = excluded.vdi, vm = excluded.vm,
        vm_uuid = excluded.vm_uuid, outcome = excluded.outcome, exit_code = excluded.exit_code,
        said = excluded.said
      WHERE history.ended IS NULL AND excluded.ended IS NOT NULL
      """;

  private final HikariDataSource source;
  private final Place place;
  private final Jdbi jdbi;
  private final @Nullable Object fileKey;

  /**
   * Where it is.
   *
   * @param words for a person
   * @param file null where it is in no file of this machine
   */
  record Place(String words, @Nullable Path file) {}

  SqlHistory(HikariDataSource source, Place place) {
    this.source = source;
    this.place = place;
    this.jdbi = Jdbi.create(source);
    this.fileKey = place.file() == null ? null : fileKey(place.file());
  }

  private static @Nullable Object fileKey(Path file) {
    try {
      return Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
          .fileKey();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new Unavailable("%s cannot be looked at: %s".formatted(file, e), e);
    }
  }

  @Override
  public String place() {
    return place.words();
  }

  @Override
  public void keep(List<HistoryEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    ensureItIsThere();
    done(
        handle ->
            handle.inTransaction(
                inside -> {
                  for (int from = 0; from < entries.size(); from += AT_ONCE) {
                    int to = Math.min(entries.size(), from + AT_ONCE);
                    try (var batch = inside.prepareBatch(KEEP)) {
                      entries
                          .subList(from, to)
                          .forEach(entry -> HistoryRow.bind(batch, entry).add());
                      var _ = batch.execute();
                    }
                  }
                  return true;
                }));
  }

  /** Whoever removes the file leaves us with one that is in no directory: nobody finds it again. */
  private void ensureItIsThere() {
    if (place.file() != null && (fileKey == null || !fileKey.equals(fileKey(place.file())))) {
      throw new Unavailable(
          "%s was removed, or replaced".formatted(place.words()),
          new NoSuchFileException(place.words()));
    }
  }

  @Override
  public List<HistoryEntry> find(HistoryQuery query) {
    var filter = query.filter();
    var after = query.after();
    var sql = new StringBuilder("SELECT * FROM history WHERE 1 = 1");
    when(sql, filter.pool(), " AND pool = :pool");
    when(sql, filter.disk(), " AND (disk = :disk OR disk_id = :disk OR vdi = :disk)");
    when(sql, filter.since(), " AND at >= :since");
    when(sql, filter.kind(), " AND (kind = :kind OR topic = :kind)");
    when(sql, after, " AND (at < :at OR (at = :at AND id < :id))");
    sql.append(" ORDER BY at DESC, id DESC LIMIT :limit");
    return done(
        handle -> {
          try (var select = handle.createQuery(sql.toString())) {
            select.bind("limit", query.limit());
            if (filter.pool() != null) {
              select.bind("pool", filter.pool());
            }
            if (filter.disk() != null) {
              select.bind("disk", filter.disk());
            }
            if (filter.since() != null) {
              select.bind("since", filter.since().toEpochMilli());
            }
            if (filter.kind() != null) {
              select.bind("kind", filter.kind());
            }
            if (after != null) {
              select.bind("at", after.at().toEpochMilli()).bind("id", after.id());
            }
            return select.map((row, _) -> HistoryRow.entry(row)).list();
          }
        });
  }

  private static void when(StringBuilder sql, @Nullable Object said, String condition) {
    if (said != null) {
      sql.append(condition);
    }
  }

  @Override
  public int forget(Instant before) {
    return done(
        handle -> handle.execute("DELETE FROM history WHERE at < ?", before.toEpochMilli()));
  }

  private <T> T done(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Unavailable(why(place, e), e);
    }
  }

  /** What the database itself says; an exception around it may show the values of a statement. */
  static String why(Place place, Throwable failure) {
    var said = failure.getClass().getSimpleName();
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getMessage() != null) {
        said = sql.getMessage().lines().findFirst().orElse(said);
      }
    }
    return "%s: %s".formatted(place.words(), said);
  }

  @Override
  public void close() {
    source.close();
  }
}
