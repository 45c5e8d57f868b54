package io.xendisk.cli;

import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.HandoverOrder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation checkin}; the disk need not be present. */
@Command(name = "checkin", description = "Note that a disk is back.")
final class RotationCheckinCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who brought it; who types this if left out.")
  @Nullable String by;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationCheckinCommand() {}

  @Override
  public Integer call() {
    var who = by == null ? parent.root.world().workstation().owner() : by;
    return CustodyWords.handOver(
        parent.root, new HandoverOrder(disk, DiskNames.text(disk), null, who, null));
  }
}
