package io.xendisk.xenapi;

import java.util.Set;

/**
 * Who a session is for, and what it may do (facts §8). Immutable.
 *
 * @param user as it logged in; empty where the pool does not keep that
 * @param localSuperuser whether it is a host's own root, who may do everything
 * @param permissions what a subject may do, such as {@code vbd.plug}; empty for root, and before
 *     5.6
 */
public record SessionAccount(String user, boolean localSuperuser, Set<String> permissions) {
  public SessionAccount {
    permissions = Set.copyOf(permissions);
  }
}
