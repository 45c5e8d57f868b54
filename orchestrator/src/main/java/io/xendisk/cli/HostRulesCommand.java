package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Failure;
import io.xendisk.answer.HostRulesAnswer;
import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.dom0.RulesProblem;
import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.HostAdvice;
import io.xendisk.domain.host.HostBaseline;
import io.xendisk.domain.host.HostProblem;
import io.xendisk.domain.host.HostRelease;
import io.xendisk.domain.host.LinkName;
import io.xendisk.domain.host.UdevRules;
import io.xendisk.operation.CheckHost;
import io.xendisk.operation.CheckHost.Known;
import io.xendisk.operation.HostAnswer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xendisk host rules}. */
@Command(
    name = "rules",
    description =
        "Print the udev rules with which a host offers these disks, and no other, to VMs. Without"
            + " disks: those of the bays that its baseline knows.")
final class HostRulesCommand implements Callable<Integer> {
  @ParentCommand HostCommand parent;
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "HOST", description = "Its name or UUID.")
  String host;

  @Mixin DiskMatchOptions named = new DiskMatchOptions();

  @Option(
      names = "--by-id",
      description =
          "Links that carry model and serial number, in an SR of their own (XCP-ng 8.3, XenServer"
              + " 8).")
  boolean byId;

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description = "For this release, without asking the pool: 6.2, 8, 'XCP-ng 8.3'.")
  @Nullable String release;

  @Option(names = "--explain", description = "Say before each line what it does.")
  boolean explain;

  @SuppressWarnings("NullAway.Init") // picocli fills in what the line says
  HostRulesCommand() {}

  @Override
  public Integer call() {
    var disks = named.disks(parent.root);
    if (release != null) {
      var on = HostRelease.named(release);
      if (on.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "'%s' is no release; say for example 6.2, 8 or 'XCP-ng 8.3'".formatted(release));
      }
      return parent.root.print(answer(host, host, on.get(), some(host, disks)));
    }
    return parent.root.withPool(
        surroundings ->
            switch (new CheckHost(surroundings).find(host)) {
              case HostAnswer.Not<Known>(var why) -> throw new Failure(why);
              case HostAnswer.Told<Known>(var known) -> _ -> answer(known, disks);
            });
  }

  private Answer answer(Known known, List<DiskMatch> disks) {
    var facts = known.facts();
    var found = facts.release();
    if (found.isEmpty()) {
      throw new Failure(HostAdvice.on(new HostProblem.ReleaseUnknown(facts)));
    }
    var meant =
        disks.isEmpty() ? known.baseline().map(HostRulesCommand::bays).orElse(List.of()) : disks;
    return answer(
        facts.host().name(), facts.host().id().uuid(), found.get(), some(facts.fullName(), meant));
  }

  private Answer answer(String name, String uuid, HostRelease on, List<DiskMatch> disks) {
    var links = byId ? LinkName.MODEL_AND_SERIAL : LinkName.KERNEL;
    UdevRules.whyNot(on, links)
        .ifPresent(
            why -> {
              throw new Failure(HostAdvice.on(new HostProblem.LinksNotFollowed(on, why)));
            });
    return new HostRulesAnswer(name, uuid, on, UdevRules.forHost(on, disks, links))
        .answer(UdevRules.warnings(on, disks), links, explain);
  }

  private static List<DiskMatch> bays(HostBaseline baseline) {
    return baseline.bays().stream().<DiskMatch>map(DiskMatch.ByBay::new).toList();
  }

  private static List<DiskMatch> some(String host, List<DiskMatch> disks) {
    if (disks.isEmpty()) {
      throw new Failure(RulesAdvice.on(new RulesProblem.NoDisksNamed(host)));
    }
    return disks;
  }
}
