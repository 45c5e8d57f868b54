package io.xendisk.xenapi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The work of one asynchronous call (facts §7). Immutable.
 *
 * @param result what the pool put there, raw: {@code <value>...</value>}, empty while pending
 * @param errorInfo code and parameters of the failure, in order, with its repetitions
 * @param created by the pool's clock
 * @param finished null while it is under way
 * @param progress 0 to 1; 1 does not mean that it is over
 */
public record TaskRecord(
    TaskRef ref,
    String uuid,
    String nameLabel,
    TaskStatus status,
    String result,
    List<String> errorInfo,
    @Nullable Instant created,
    @Nullable Instant finished,
    double progress,
    Map<String, String> otherConfig)
    implements XenRecord {
  public TaskRecord {
    errorInfo = List.copyOf(errorInfo);
    otherConfig = Map.copyOf(otherConfig);
  }

  /** The text of the result without its XML, for example the reference of what was made. */
  public Optional<String> resultText() {
    String text = result;
    if (text.startsWith("<value>") && text.endsWith("</value>")) {
      text = text.substring("<value>".length(), text.length() - "</value>".length());
    }
    return text.isEmpty() || text.contains("<") ? Optional.empty() : Optional.of(text);
  }

  /** The failure as the exception that a synchronous call would have thrown. */
  public Optional<PoolException.Rejected> failure(String method) {
    return switch (status) {
      case FAILURE, CANCELLED -> Optional.of(new PoolException.Rejected(method, "", error()));
      case PENDING, CANCELLING, SUCCESS, UNKNOWN -> Optional.empty();
    };
  }

  private XenError error() {
    return errorInfo.isEmpty()
        ? new XenError("TASK_CANCELLED", List.of(ref.value()))
        : XenError.of(errorInfo);
  }

  static TaskRecord read(String ref, Struct struct) {
    return new TaskRecord(
        new TaskRef(ref),
        struct.string("uuid"),
        struct.string("name_label"),
        struct.oneOf("status", TaskStatus.class, TaskStatus.UNKNOWN, TaskStatus.UNKNOWN),
        struct.string("result"),
        struct.list("error_info"),
        struct.instant("created"),
        struct.instant("finished"),
        struct.fraction("progress"),
        struct.map("other_config"));
  }
}
