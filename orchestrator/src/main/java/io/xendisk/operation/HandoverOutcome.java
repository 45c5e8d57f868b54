package io.xendisk.operation;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.custody.Handover;
import io.xendisk.domain.custody.LogLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a handover ended. */
public sealed interface HandoverOutcome {
  /**
   * It is so now.
   *
   * @param line the one that was written; null if it was so already
   * @param notes what a person should know, in whole sentences
   */
  record HandedOver(Handover handover, @Nullable LogLine line, List<String> notes)
      implements HandoverOutcome {
    public HandedOver {
      notes = List.copyOf(notes);
    }
  }

  record NotDone(Explanation why) implements HandoverOutcome {}
}
