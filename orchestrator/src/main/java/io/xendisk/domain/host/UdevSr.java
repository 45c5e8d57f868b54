package io.xendisk.domain.host;

import io.xendisk.domain.SrId;
import java.util.Optional;

/**
 * A removable-storage SR of a host. Immutable.
 *
 * @param pbd XenAPI's reference to its plug
 * @param location the directory whose links are its disks; empty where the PBD does not tell
 */
public record UdevSr(SrId id, String name, String pbd, boolean plugged, String location) {
  /** The kind of links that are its disks; nothing if it looks in another directory. */
  public Optional<LinkName> links() {
    for (var links : LinkName.values()) {
      if (links.directory().equals(location)) {
        return Optional.of(links);
      }
    }
    return Optional.empty();
  }
}
