package io.xendisk.cli;

import io.xendisk.answer.ExplainAnswers;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.AttachOrder;
import io.xendisk.operation.DetachDisk;
import io.xendisk.operation.DetachOrder;
import io.xendisk.operation.WhoHolds;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code xendisk explain}: the same rules as {@code attach} and {@code detach}, and nothing done.
 */
@Command(
    name = "explain",
    description = "Say whether an attach or a release would be done, and if not why.",
    synopsisSubcommandLabel = "COMMAND")
final class ExplainCommand implements Runnable {
  private static final Duration ONE_LOOK = Duration.ofMinutes(2);

  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  ExplainCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to explain: attach or detach.");
  }

  /** Would this disk be attached to that VM? */
  @Command(name = "attach", description = "Would a disk be attached to a VM, and if not why?")
  static final class Attach implements Callable<Integer> {
    @ParentCommand ExplainCommand parent;

    @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
    DiskSelector disk;

    @Option(names = "--vm", paramLabel = "VM", required = true, description = "Its name or UUID.")
    String vm;

    @Option(
        names = "--if-halted",
        paramLabel = "WHAT",
        defaultValue = "refuse",
        description = "As for attach: refuse, start or wait.")
    IfHalted ifHalted = IfHalted.REFUSE;

    @Option(names = "--read-only", description = "As for attach.")
    boolean readOnly;

    @Option(names = "--move-vm", description = "As for attach.")
    boolean moveVm;

    @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameters
    Attach() {}

    @Override
    public Integer call() {
      var remote = parent.root.remote();
      if (remote != null) {
        return parent.root.printRemote(
            remote.read(
                "explain/attach",
                Map.of(
                    "disk",
                    DiskNames.text(disk),
                    "vm",
                    vm,
                    "ifHalted",
                    ifHalted.toString(),
                    "readOnly",
                    String.valueOf(readOnly),
                    "moveVm",
                    String.valueOf(moveVm))));
      }
      var settings = parent.root.settings();
      return parent.root.withPoolUntilDone(
          settings,
          ONE_LOOK,
          surroundings -> {
            var mode = readOnly ? Attachment.Mode.RO : Attachment.Mode.RW;
            var order =
                new AttachOrder(
                    disk,
                    DiskNames.text(disk),
                    vm,
                    new AttachRequest(mode, ifHalted),
                    IdentityRule.Consent.NONE,
                    settings.bootOf(vm),
                    moveVm,
                    true,
                    ONE_LOOK);
            var outcome = parent.root.operations(surroundings, settings).attachDisk().run(order);
            var answer =
                ExplainAnswers.of(DiskNames.text(disk), vm, outcome, new WhoHolds(surroundings));
            return _ -> answer;
          });
    }
  }

  /** Would this disk be released? */
  @Command(name = "detach", description = "Would a disk be released, and if not why?")
  static final class Detach implements Callable<Integer> {
    @ParentCommand ExplainCommand parent;

    @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
    DiskSelector disk;

    @Option(names = "--vm", paramLabel = "VM", description = "As for detach.")
    @Nullable String vm;

    @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
    Detach() {}

    @Override
    public Integer call() {
      var remote = parent.root.remote();
      if (remote != null) {
        var name = DiskNames.text(disk);
        return parent.root.printRemote(
            remote.read(
                "explain/detach",
                vm == null ? Map.of("disk", name) : Map.of("disk", name, "vm", vm)));
      }
      return parent.root.withPoolUntilDone(
          parent.root.settings(),
          ONE_LOOK,
          surroundings -> {
            var order = new DetachOrder(disk, DiskNames.text(disk), vm, false, true, ONE_LOOK);
            var outcome = new DetachDisk(surroundings).run(order);
            var answer =
                ExplainAnswers.of(DiskNames.text(disk), outcome, new WhoHolds(surroundings));
            return _ -> answer;
          });
    }
  }
}
