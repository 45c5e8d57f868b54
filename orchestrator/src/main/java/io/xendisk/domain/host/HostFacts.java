package io.xendisk.domain.host;

import io.xendisk.domain.disk.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What XenAPI tells of a host, as far as disks in bays rely on it. Immutable.
 *
 * @param address its management address, as the pool knows it
 * @param api the release of XenAPI that it speaks, such as {@code 2.15}
 * @param software {@code product_version}, {@code build_number}, ...
 * @param srs its removable storage
 * @param passedThrough its USB devices that were given to a VM
 * @param ownDevices the devices that its other local SRs are on
 */
public record HostFacts(
    Host host,
    String address,
    String api,
    Map<String, String> software,
    List<UdevSr> srs,
    List<UsbDevice> passedThrough,
    Set<String> ownDevices) {
  public HostFacts {
    software = Map.copyOf(software);
    srs = List.copyOf(srs);
    passedThrough = List.copyOf(passedThrough);
    ownDevices = Set.copyOf(ownDevices);
  }

  public Optional<HostRelease> release() {
    return HostRelease.of(software);
  }

  /** The build of the product, which changes with every update; empty where it is not told. */
  public String build() {
    return software.getOrDefault("build_number", "");
  }

  /** {@code host xs1 (1f...)}. */
  public String fullName() {
    return "host %s (%s)".formatted(host.name(), host.id().uuid());
  }

  /** The SRs whose links are of this kind. */
  public List<UdevSr> srsOf(LinkName links) {
    return srs.stream().filter(sr -> sr.links().filter(links::equals).isPresent()).toList();
  }
}
