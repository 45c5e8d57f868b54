package io.xendisk.domain.dom0;

import io.xendisk.domain.host.DiskMatch;
import java.util.List;

/**
 * What a person wants of a host's rules. Immutable.
 *
 * @param disks named now
 * @param remembered what the rules were for when they were last there, for whoever names none
 * @param adopt whether rules that somebody else made are taken over
 */
public record RulesWish(List<DiskMatch> disks, List<DiskMatch> remembered, boolean adopt) {
  public RulesWish {
    disks = List.copyOf(disks);
    remembered = List.copyOf(remembered);
  }
}
