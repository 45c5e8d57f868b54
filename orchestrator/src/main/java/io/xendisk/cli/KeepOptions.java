package io.xendisk.cli;

import io.xendisk.domain.disk.Keep;
import picocli.CommandLine.Model.ArgGroupSpec;

/** What becomes of a disk when its VM stops: one of three. */
final class KeepOptions {
  private Keep keep = Keep.KEPT;

  /** The options, of which at most one may be there. */
  ArgGroupSpec group() {
    return ArgGroupSpec.builder()
        .addArg(
            PlainSpec.flagOf(
                    "--keep",
                    it -> keep = it ? Keep.KEPT : keep,
                    "The next boot has the disk (default); until then only `xendisk vm start` can"
                        + " start the VM.")
                .required(true)
                .build())
        .addArg(
            PlainSpec.flagOf(
                    "--until-shutdown",
                    it -> keep = it ? Keep.UNTIL_SHUTDOWN : keep,
                    "The next boot does not have it, and nothing puts it back.")
                .required(true)
                .build())
        .addArg(
            PlainSpec.flagOf(
                    "--unguarded",
                    it -> keep = it ? Keep.UNGUARDED : keep,
                    "Anybody may start the VM, with whatever disk is there by then: after a"
                        + " restart of the host that may be another one.")
                .required(true)
                .build())
        .build();
  }

  Keep keep() {
    return keep;
  }
}
