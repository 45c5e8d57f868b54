package io.xendisk.answer;

import io.xendisk.domain.disk.StorageProblem;
import java.util.List;

/** What is wrong with the removable storage of hosts, in words. */
public final class StorageWords {
  private StorageWords() {}

  public static List<String> of(List<StorageProblem> problems) {
    return problems.stream().map(StorageWords::of).toList();
  }

  private static String of(StorageProblem problem) {
    var host = problem.host();
    var name = "host %s (%s)".formatted(host.name(), host.id());
    return switch (problem) {
      case StorageProblem.NoRemovableSr _ ->
          "%s has no removable storage: no SR of type udev with sm_config type=block; make one with `xe sr-create host-uuid=%s type=udev content-type=disk name-label='Removable storage' sm-config:type=block device-config:location=/dev/xapi/block`"
              .formatted(name, host.id());
      case StorageProblem.SeveralRemovableSrs(_, var srs) ->
          "%s has %d removable SRs (%s), so each disk shows up in all of them; forget all but one"
              .formatted(
                  name, srs.size(), String.join(", ", srs.stream().map(Object::toString).toList()));
      case StorageProblem.SrNotPlugged(_, var sr) ->
          "the removable SR %s of %s is not plugged; plug its PBD (`xe pbd-list sr-uuid=%s`, `xe pbd-plug`)"
              .formatted(sr, name, sr);
      case StorageProblem.HostNotLive _ ->
          "%s does not answer; its disks are shown as they were last seen".formatted(name);
    };
  }
}
