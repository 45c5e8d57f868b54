package io.xendisk.cli;

import io.xendisk.answer.DeclaredAnswers;
import io.xendisk.domain.declared.Declaration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** What a file declares, in its order. */
  static RemoteRequest declaring(List<Declaration> wanted, boolean prune) {
    var byDisk = new LinkedHashMap<String, Object>();
    for (var each : wanted) {
      var one = DeclaredAnswers.declared(each);
      one.remove("disk");
      byDisk.put(each.disk(), one);
    }
    var request = new RemoteRequest();
    request.members.put("attachments", byDisk);
    return request.flag("prune", prune);
  }

  /** What services are to let alone, or not any more. */
  static RemoteRequest pausing(String what, @Nullable String name) {
    var request = new RemoteRequest().with("what", what);
    return name == null ? request : request.with("name", name);
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
