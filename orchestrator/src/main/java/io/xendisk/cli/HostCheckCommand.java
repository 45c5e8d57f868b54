package io.xendisk.cli;

import io.xendisk.operation.CheckHost;
import io.xendisk.operation.CheckHost.Report;
import io.xendisk.operation.HostAnswer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk host check}. */
@Command(
    name = "check",
    description =
        "Tell whether a host offers the disks that it should, and no other, by what XenAPI tells.")
final class HostCheckCommand implements Callable<Integer> {
  @ParentCommand HostCommand parent;

  @Parameters(index = "0", paramLabel = "HOST", description = "Its name or UUID.")
  String host;

  @Option(
      names = "--scan",
      description =
          "Let the host look which disks are there, first: after its boot or its update. Only while"
              + " no VM has one of them.")
  boolean scan;

  @Option(
      names = "--save",
      description = "Remember that the host is as it should be now: the baseline for later checks.")
  boolean save;

  @SuppressWarnings("NullAway.Init") // picocli fills in what the line says
  HostCheckCommand() {}

  @Override
  public Integer call() {
    return parent.root.withPool(
        surroundings ->
            switch (new CheckHost(surroundings).run(new CheckHost.Order(host, scan, save))) {
              case HostAnswer.Not<Report>(var why) -> throw new Failure(why);
              case HostAnswer.Told<Report>(var report) ->
                  calls -> HostCheckAnswers.of(report, calls);
            });
  }
}
