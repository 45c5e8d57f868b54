package io.xendisk.testing;

import io.xendisk.domain.host.HostFacts;
import io.xendisk.domain.host.HostProblem;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.UsbDevice;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of each host problem. */
public final class HostProblems {
  private HostProblems() {}

  public static List<HostProblem> all() {
    var host =
        new HostFacts(
            Hosts.XS1,
            "xs1.example.org",
            "2.21",
            Map.of("product_brand", "XCP-ng", "product_version", "8.3.0"),
            List.of(),
            List.of(new UsbDevice("1f", "1-2", "SanDisk Ultra", "4C53")),
            Set.of());
    return List.of(
        new HostProblem.ReleaseUnknown(host),
        new HostProblem.LinksNotFollowed(HostRelease.named("6.2").orElseThrow(), "it does not"),
        new HostProblem.ScanFailed(host, "SR_BACKEND_FAILURE_46"));
  }
}
