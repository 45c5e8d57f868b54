package io.xendisk.operation;

import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.Severity;
import io.xendisk.port.Delivery;
import io.xendisk.port.Notifier;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a message in the pool, beside the VM that it is about or the pool itself: XenCenter and
 * Xen Orchestra show it. Thread-safe as the pool is.
 */
final class PoolMessages implements Notifier {
  private final Pool pool;

  PoolMessages(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Delivery deliver(Message message, Duration atMost) {
    var news = message.news();
    var name = "XENDISK_" + news.kind().word().toUpperCase(Locale.ROOT).replace('-', '_');
    var body = message.subject() + "\n\n" + message.body().strip();
    try {
      var vm = news.vm() == null ? null : news.vm().id();
      return left(vm, name, priority(news.severity()), printable(body))
          ? new Delivery.Done()
          : new Delivery.Failed("the pool could not keep the message");
    } catch (PoolException.Rejected e) {
      return e.is("RBAC_PERMISSION_DENIED")
          ? new Delivery.Refused(
              "the account may not leave messages in the pool, which needs the role pool-operator")
          : new Delivery.Failed(String.valueOf(e.getMessage()));
    } catch (PoolException e) {
      return new Delivery.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** A VM that is gone by now is no reason to tell nobody: then it is said beside the pool. */
  private boolean left(@Nullable String vm, String name, int priority, String body) {
    try {
      return pool.leaveMessage(vm, name, priority, body);
    } catch (PoolException.Rejected e) {
      if (vm == null || !e.is("UUID_INVALID")) {
        throw e;
      }
      return pool.leaveMessage(null, name, priority, body);
    }
  }

  /** Priorities as xapi's own alerts have them: 1 data is lost, 3 a service suffers, 5 to know. */
  private static int priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 1;
      case WARNING -> 3;
      case INFO -> 5;
    };
  }

  /** XML has no place for most control characters (facts §1). */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
  }
}
