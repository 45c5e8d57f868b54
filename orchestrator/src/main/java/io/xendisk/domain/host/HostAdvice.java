package io.xendisk.domain.host;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import java.util.stream.Collectors;

/** What a person is told about each {@link HostProblem}. Pure. */
public final class HostAdvice {
  private HostAdvice() {}

  public static Explanation on(HostProblem problem) {
    return switch (problem) {
      case HostProblem.ReleaseUnknown(var host) ->
          new Explanation(
              "release-unknown",
              Exit.FAILED,
              "%s does not tell which product it is".formatted(host.fullName()),
              "Say it with --release, for example --release 'XCP-ng 8.3'.");
      case HostProblem.LinksNotFollowed(_, var why) ->
          new Explanation(
              "links-not-followed", Exit.REFUSED, why, "Leave --by-id away, or update the host.");
      case HostProblem.ScanFailed(var host, var error) ->
          new Explanation(
              "scan-failed",
              Exit.FAILED,
              "the scan of %s failed as a whole: %s%s"
                  .formatted(host.fullName(), error, passedThrough(host)),
              "A USB disk that is passed through to a VM makes every scan fail: set"
                  + " passthrough-enabled=false for it.");
    };
  }

  private static String passedThrough(HostFacts host) {
    return host.passedThrough().isEmpty()
        ? ""
        : "; passed through: "
            + host.passedThrough().stream()
                .map(UsbDevice::fullName)
                .collect(Collectors.joining(", "));
  }
}
