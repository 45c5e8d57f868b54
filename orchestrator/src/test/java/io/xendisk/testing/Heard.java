package io.xendisk.testing;

import io.xendisk.domain.tell.Message;
import io.xendisk.port.Delivery;
import io.xendisk.port.Notifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody who is told things, and can be deaf for a while. Thread-safe: guarded by itself. */
public final class Heard implements Notifier {
  private final List<Message> messages = new ArrayList<>();
  private Delivery answer = new Delivery.Done();

  @Override
  public synchronized Delivery deliver(Message message, Duration atMost) {
    if (answer instanceof Delivery.Done) {
      messages.add(message);
    }
    return answer;
  }

  /** Answers so from now on. */
  public synchronized Heard answers(Delivery newAnswer) {
    answer = newAnswer;
    return this;
  }

  public synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  /** The subjects of what was heard. */
  public synchronized List<String> subjects() {
    return messages.stream().map(Message::subject).toList();
  }
}
