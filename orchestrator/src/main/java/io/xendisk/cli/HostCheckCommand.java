package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.answer.HostCheckAnswers;
import io.xendisk.answer.SshFailures;
import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.host.RulesAudit;
import io.xendisk.operation.CheckDom0;
import io.xendisk.operation.CheckDom0.Result.Looked;
import io.xendisk.operation.CheckHost;
import io.xendisk.operation.CheckHost.Report;
import io.xendisk.operation.HostAnswer;
import io.xendisk.operation.HostBaselines;
import io.xendisk.operation.Surroundings;
import io.xendisk.port.Dom0Exception;
import io.xendisk.port.SshLogin;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk host check}. */
@Command(
    name = "check",
    description =
        "Tell whether a host offers the disks that it should, and no other, by what XenAPI tells,"
            + " and with --ssh by what dom0 tells.")
final class HostCheckCommand implements Callable<Integer> {
  @ParentCommand HostCommand parent;
  @Mixin SshOptions ssh = new SshOptions();

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

  @Option(
      names = "--ssh",
      paramLabel = "USER@HOST[:PORT]",
      description = "Look into its dom0 as well, such as root@xs1; nothing is changed there.")
  SshLogin.@Nullable Target target;

  @SuppressWarnings("NullAway.Init") // picocli fills in what the line says
  HostCheckCommand() {}

  @Override
  public Integer call() {
    return parent.root.withPool(
        surroundings ->
            switch (new CheckHost(surroundings).run(new CheckHost.Order(host, scan, save))) {
              case HostAnswer.Not<Report>(var why) -> throw new Failure(why);
              case HostAnswer.Told<Report>(var report) -> {
                var looked = target == null ? null : looked(report, target, surroundings);
                yield calls -> HostCheckAnswers.of(report, looked, calls);
              }
            });
  }

  private Looked looked(Report report, SshLogin.Target to, Surroundings surroundings)
      throws InterruptedException {
    try {
      var door = ssh.door(to, parent.root);
      return switch (CheckDom0.run(report.facts().host(), report.disks(), door)) {
        case CheckDom0.Result.Not(var why) -> throw new Failure(RulesAdvice.on(why));
        case Looked looked -> {
          if (save) {
            var sum = RulesAudit.of(looked.facts().rules()).sum();
            var _ =
                new HostBaselines(surroundings)
                    .save(report.facts(), report.disks(), List.of(), sum);
          }
          yield looked;
        }
      };
    } catch (Dom0Exception e) {
      throw SshFailures.of(e);
    }
  }
}
