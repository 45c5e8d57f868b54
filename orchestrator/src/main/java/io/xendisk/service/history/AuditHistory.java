package io.xendisk.service.history;

import io.xendisk.answer.DocumentReader;
import io.xendisk.answer.HistoryWords;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.Outcome;
import io.xendisk.domain.history.What;
import io.xendisk.domain.history.Who;
import io.xendisk.port.AuditTrail;
import io.xendisk.port.HistoryWriter;
import java.util.Map;

/**
 * The audit trail as entries of the history: one for each operation, from its beginning to its end.
 * Thread-safe.
 */
public final class AuditHistory implements AuditTrail {
  private final HistoryWriter history;

  public AuditHistory(HistoryWriter history) {
    this.history = history;
  }

  @Override
  public void add(Line line) {
    var request = request(line.plan());
    var result = line.result();
    history.add(
        new HistoryEntry(
            line.operation(),
            line.begun(),
            line.outcome() == null ? null : line.at(),
            new Who(line.who(), line.from()),
            What.operation(
                line.pool(),
                line.kind(),
                HistoryWords.disk(request, result),
                HistoryWords.vm(request, result),
                line.plan()),
            line.outcome() == null
                ? Outcome.running()
                : new Outcome(line.outcome(), line.exit(), HistoryWords.outcome(result))));
  }

  private static Map<String, Object> request(String plan) {
    try {
      return DocumentReader.object(plan);
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }
}
