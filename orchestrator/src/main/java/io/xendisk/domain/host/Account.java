package io.xendisk.domain.host;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Who xendisk is for a pool. Immutable.
 *
 * @param superuser a host's own root, who may do everything
 * @param permissions of anybody else; empty where the pool does not tell (before 5.6)
 */
public record Account(String user, boolean superuser, Set<String> permissions) {
  public Account {
    permissions = Set.copyOf(permissions);
  }

  /** Whether it may; where nobody tells, it is left to the pool to refuse. */
  public boolean may(Need need) {
    return superuser || permissions.isEmpty() || permissions.contains(need.permission());
  }

  /** What will not work with this account. */
  public List<Need> lacks() {
    return Arrays.stream(Need.values()).filter(need -> !may(need)).toList();
  }

  /** The highest role whose work it may do. */
  public Role role() {
    return Arrays.stream(Need.values())
        .filter(this::may)
        .map(Need::least)
        .max(Role::compareTo)
        .orElse(permissions.contains("vm.start") ? Role.VM_OPERATOR : Role.READ_ONLY);
  }
}
