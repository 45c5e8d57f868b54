package io.xendisk.port;

import java.util.List;

/** How a plug or an unplug ended, as far as one waited for it. */
public sealed interface TaskEnd {
  record Succeeded() implements TaskEnd {}

  /** XenAPI's error code and its parameters. */
  record Failed(String code, List<String> parameters) implements TaskEnd {
    public Failed {
      parameters = List.copyOf(parameters);
    }
  }

  /** It goes on; it was asked to stop, and had not when the time was over. */
  record Pending() implements TaskEnd {}
}
