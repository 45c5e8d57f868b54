package io.xendisk.domain.host;

/** Why something was not told of a host, or not done to it, beside what its rules forbid. */
public sealed interface HostProblem {
  /** The host does not tell which product it is. */
  record ReleaseUnknown(HostFacts host) implements HostProblem {}

  /** Links by model and serial number are not for this release. */
  record LinksNotFollowed(HostRelease release, String why) implements HostProblem {}

  /** The scan failed as a whole, as it does for one device that is passed through. */
  record ScanFailed(HostFacts host, String error) implements HostProblem {}
}
