package io.xendisk.adapter.history;

import io.xendisk.domain.history.DiskWords;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.Outcome;
import io.xendisk.domain.history.Topic;
import io.xendisk.domain.history.VmWords;
import io.xendisk.domain.history.What;
import io.xendisk.domain.history.Who;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** An entry as a row of the table. Stateless. */
final class HistoryRow {
  private HistoryRow() {}

  static PreparedBatch bind(PreparedBatch batch, HistoryEntry entry) {
    var ended = entry.ended();
    var what = entry.what();
    batch
        .bind("id", entry.id())
        .bind("at", entry.at().toEpochMilli())
        .bindBySqlType("ended", ended == null ? null : ended.toEpochMilli(), Types.BIGINT)
        .bind("who", entry.who().name())
        .bind("origin", entry.who().from())
        .bind("pool", what.pool())
        .bind("topic", what.topic().word())
        .bind("kind", what.kind())
        .bind("plan", what.plan())
        .bind("outcome", entry.outcome().word())
        .bindBySqlType("exit", entry.outcome().exit(), Types.INTEGER)
        .bind("said", entry.outcome().text());
    text(batch, "disk", what.disk().name());
    text(batch, "diskId", what.disk().id());
    text(batch, "vdi", what.disk().vdi());
    text(batch, "vm", what.vm().name());
    text(batch, "vmUuid", what.vm().uuid());
    return batch;
  }

  private static void text(PreparedBatch batch, String name, @Nullable String text) {
    batch.bindBySqlType(name, text, Types.VARCHAR);
  }

  static HistoryEntry entry(ResultSet row) throws SQLException {
    long ended = row.getLong("ended");
    boolean underWay = row.wasNull();
    int exit = row.getInt("exit_code");
    boolean withoutExit = row.wasNull();
    return new HistoryEntry(
        row.getString("id"),
        Instant.ofEpochMilli(row.getLong("at")),
        underWay ? null : Instant.ofEpochMilli(ended),
        new Who(row.getString("who"), row.getString("origin")),
        new What(
            row.getString("pool"),
            Topic.of(row.getString("topic")),
            row.getString("kind"),
            new DiskWords(row.getString("disk"), row.getString("disk_id"), row.getString("vdi")),
            new VmWords(row.getString("vm"), row.getString("vm_uuid")),
            row.getString("plan")),
        new Outcome(row.getString("outcome"), withoutExit ? null : exit, row.getString("said")));
  }
}
