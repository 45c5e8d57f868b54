package io.xendisk.service.work;

import com.google.common.collect.ImmutableList;
import io.xendisk.domain.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the service does for people; each is a command of the same name. */
public enum Kind {
  ATTACH(
      "disk",
      "vm",
      "ifHalted",
      "readOnly",
      "moveVm",
      "twinOk",
      "despiteHealth",
      "keep",
      "noHooks",
      "plan",
      "deadline"),
  DETACH("disk", "vm", "acceptUnclean", "noHooks", "plan", "deadline"),
  FORCE_DETACH("disk", "vm", "reason", "confirm", "plan", "deadline"),
  REPAIR("plan"),
  PARK("vm", "plan", "deadline"),
  UNPARK("vm", "plan", "deadline"),
  VM_START("vm", "plan", "deadline"),
  ROTATION_RUN("set", "order", "disk", "evenTheOnlyCopy", "deadline"),
  APPLY("attachments", "prune", "plan"),
  WITHDRAW("disk"),
  PAUSE("what", "name"),
  RESUME("what", "name"),
  ACKNOWLEDGE("finding", "why", "withdraw");

  private final ImmutableList<String> members;

  Kind(String... members) {
    this.members = ImmutableList.copyOf(members);
  }

  /** As it stands in a path and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What may be said with it. */
  List<String> members() {
    return members;
  }

  /** Force is for supervisors, as its harm is not undone. */
  public Role needs() {
    return this == FORCE_DETACH ? Role.SUPERVISOR : Role.OPERATOR;
  }

  /** The one of a journal's word. */
  static Kind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of operation: " + word));
  }
}
