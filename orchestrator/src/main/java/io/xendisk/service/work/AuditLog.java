package io.xendisk.service.work;

import io.xendisk.port.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit trail in the service's log, one line each. Stateless. */
public final class AuditLog implements AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger("audit");

  @Override
  public void add(Line line) {
    var entry =
        LOG.atInfo()
            .addKeyValue("who", line.who())
            .addKeyValue("from", line.from())
            .addKeyValue("operation", line.operation())
            .addKeyValue("kind", line.kind())
            .addKeyValue("pool", line.pool())
            .addKeyValue("plan", line.plan());
    if (line.outcome() == null) {
      entry.log("begun");
    } else {
      entry.addKeyValue("outcome", line.outcome()).addKeyValue("exit", line.exit()).log("ended");
    }
  }
}
