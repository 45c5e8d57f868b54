package io.xendisk.adapter.history;

import com.zaxxer.hikari.HikariDataSource;
import io.xendisk.domain.share.Replica;
import io.xendisk.domain.share.Standing;
import io.xendisk.port.History.Unavailable;
import io.xendisk.port.Shares;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Two small tables of PostgreSQL (docs/adr/0093). Thread-safe. */
final class SqlShares implements Shares {
  /** One that is dead for so long has left nothing that somebody wants to see. */
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private static final String NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

  private static final String LIVE =
      """
      INSERT INTO replica (name, pools, since, alive_until)
      VALUES (:us, :pools, NOW, NOW + :lease)
      ON CONFLICT (name) DO UPDATE SET pools = excluded.pools, alive_until = excluded.alive_until
      """
          .replace("NOW", NOW);

  private static final String KEEP =
      "UPDATE pool_keeper SET kept_until = NOW + :lease WHERE replica = :us".replace("NOW", NOW);

  /** Whoever waits for the row of another who takes it just now finds it taken. */
  private static final String TAKE =
      """
      INSERT INTO pool_keeper (pool, replica, kept_until) VALUES (:pool, :us, NOW + :lease)
      ON CONFLICT (pool) DO UPDATE
        SET replica = excluded.replica, kept_until = excluded.kept_until
        WHERE pool_keeper.kept_until < NOW OR pool_keeper.replica = excluded.replica
      """
          .replace("NOW", NOW);

  private final HikariDataSource source;
  private final SqlHistory.Place place;
  private final Jdbi jdbi;

  SqlShares(HikariDataSource source, SqlHistory.Place place) {
    this.source = source;
    this.place = place;
    this.jdbi = Jdbi.create(source);
  }

  @Override
  public Standing beat(String us, List<String> pools, Duration lease, Duration settledAfter) {
    return done(
        handle ->
            handle.inTransaction(
                inside -> {
                  live(inside, us, pools, lease);
                  return standing(inside, settledAfter);
                }));
  }

  private static void live(Handle handle, String us, List<String> pools, Duration lease) {
    update(handle, LIVE, us, lease, List.of("pools", String.join("\n", pools)));
    update(handle, KEEP, us, lease, List.of());
    var _ =
        handle.execute(
            "DELETE FROM replica WHERE alive_until < " + NOW + " - ?", FORGOTTEN.toMillis());
  }

  private static int update(
      Handle handle, String sql, String us, Duration lease, List<String> more) {
    try (var update = handle.createUpdate(sql)) {
      update.bind("us", us).bind("lease", lease.toMillis());
      if (!more.isEmpty()) {
        update.bind(more.getFirst(), more.getLast());
      }
      return update.execute();
    }
  }

  private static Standing standing(Handle handle, Duration settledAfter) {
    List<Replica> replicas;
    try (var query =
        handle.createQuery(
            "SELECT name, pools, since + :after <= NOW AS settled FROM replica".replace("NOW", NOW)
                + " WHERE alive_until >= "
                + NOW)) {
      replicas =
          query
              .bind("after", settledAfter.toMillis())
              .map(
                  (row, _) ->
                      new Replica(
                          row.getString("name"),
                          Set.of(row.getString("pools").split("\n", -1)),
                          row.getBoolean("settled")))
              .list();
    }
    var keepers = new HashMap<String, String>();
    try (var query =
        handle.createQuery("SELECT pool, replica FROM pool_keeper WHERE kept_until >= " + NOW)) {
      query
          .map((row, _) -> List.of(row.getString("pool"), row.getString("replica")))
          .forEach(row -> keepers.put(row.getFirst(), row.getLast()));
    }
    return new Standing(replicas, keepers);
  }

  @Override
  public boolean take(String pool, String us, Duration lease) {
    return done(handle -> update(handle, TAKE, us, lease, List.of("pool", pool)) == 1);
  }

  @Override
  public void give(String pool, String us) {
    var _ =
        done(
            handle ->
                handle.execute("DELETE FROM pool_keeper WHERE pool = ? AND replica = ?", pool, us));
  }

  @Override
  public void leave(String us) {
    var _ =
        done(
            handle ->
                handle.execute("DELETE FROM pool_keeper WHERE replica = ?", us)
                    + handle.execute("DELETE FROM replica WHERE name = ?", us));
  }

  private <T> T done(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (RuntimeException e) {
      throw new Unavailable(SqlHistory.why(place, e), e);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
