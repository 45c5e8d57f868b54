package io.xendisk.operation;

import io.xendisk.domain.tell.TellSettings;
import io.xendisk.domain.tell.Templates;
import io.xendisk.port.NoteBook;
import io.xendisk.port.Notifier;
import java.util.Map;

/**
 * Who tells people, and in which words. Thread-safe as its parts are.
 *
 * @param notifiers by the name of the route
 * @param here where this workstation keeps what the pool could not take
 */
public record Tellers(
    TellSettings settings, Templates templates, Map<String, Notifier> notifiers, NoteBook here) {
  public Tellers {
    notifiers = Map.copyOf(notifiers);
  }
}
