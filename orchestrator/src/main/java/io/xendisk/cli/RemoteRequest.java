package io.xendisk.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of a service, member by member; what is not said is left out. One thread's. */
final class RemoteRequest {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Map<String, Object> members = new LinkedHashMap<>();

  private RemoteRequest() {}

  /** One with the members that attach and detach share. */
  static RemoteRequest of(String disk, @Nullable String vm, Duration deadline) {
    var request = new RemoteRequest().with("disk", disk);
    if (vm != null) {
      request.with("vm", vm);
    }
    var bounded = deadline.compareTo(LONGEST) > 0 ? LONGEST : deadline;
    return request.with("deadline", bounded.toSeconds() + "s");
  }

  RemoteRequest with(String name, String value) {
    members.put(name, value);
    return this;
  }

  RemoteRequest flag(String name, boolean value) {
    if (value) {
      members.put(name, true);
    }
    return this;
  }

  Map<String, Object> members() {
    return members;
  }
}
