package io.xendisk.cli;

import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.HandoverOrder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation checkout}; the disk need not be present. */
@Command(name = "checkout", description = "Note who takes a disk, and where to.")
final class RotationCheckoutCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      required = true,
      description = "Where it will be, such as \"safe, Berlin\".")
  String to;

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who takes it.")
  String by;

  @Option(
      names = "--due",
      paramLabel = "WHEN",
      description = "When it should be back: a date (to its end) or a time from now, such as 7d.")
  @Nullable String due;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameters
  RotationCheckoutCommand() {}

  @Override
  public Integer call() {
    var back = due == null ? null : CustodyWords.due(due, parent.root.people().zone());
    return CustodyWords.handOver(
        parent.root, new HandoverOrder(disk, DiskNames.text(disk), to, by, back));
  }
}
