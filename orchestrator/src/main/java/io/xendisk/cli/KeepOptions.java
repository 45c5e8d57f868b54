package io.xendisk.cli;

import io.xendisk.domain.disk.Keep;
import picocli.CommandLine.Option;

/** What becomes of a disk when its VM stops: one of three. */
final class KeepOptions {
  @Option(
      names = "--keep",
      required = true,
      description =
          "The next boot has the disk (default); until then only `xendisk vm start` can start the"
              + " VM.")
  boolean kept;

  @Option(
      names = "--until-shutdown",
      required = true,
      description = "The next boot does not have it, and nothing puts it back.")
  boolean untilShutdown;

  @Option(
      names = "--unguarded",
      required = true,
      description =
          "Anybody may start the VM, with whatever disk is there by then: after a restart of the"
              + " host that may be another one.")
  boolean unguarded;

  Keep keep() {
    return untilShutdown ? Keep.UNTIL_SHUTDOWN : unguarded ? Keep.UNGUARDED : Keep.KEPT;
  }
}
