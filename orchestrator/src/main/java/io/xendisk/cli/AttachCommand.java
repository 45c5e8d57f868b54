package io.xendisk.cli;

import io.xendisk.answer.AttachAnswers;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.disk.Keep;
import io.xendisk.operation.AttachOrder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk attach}. */
@Command(
    name = "attach",
    description = "Attach a disk to a VM, at the moment that is safe for its guest.")
final class AttachCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(paramLabel = "DISK", description = DiskNames.HELP)
  DiskSelector disk;

  @Option(names = "--vm", paramLabel = "VM", required = true, description = "Its name or UUID.")
  String vm;

  @Option(
      names = "--if-halted",
      paramLabel = "WHAT",
      defaultValue = "refuse",
      description =
          "A halted VM: refuse a first attach (default), start it, or wait for somebody to start"
              + " it.")
  IfHalted ifHalted = IfHalted.REFUSE;

  @Option(names = "--read-only", description = "The guest may only read (PV guests).")
  boolean readOnly;

  @Option(
      names = "--move-vm",
      description = "Where the disk is in another host, migrate the VM there first.")
  boolean moveVm;

  @Option(names = "--twin-ok", description = "Attach it though another disk shows its identity.")
  boolean twinOk;

  @Option(names = "--despite-health", description = "Attach it though its drive is failing.")
  boolean despiteHealth;

  @Option(names = "--no-hooks", description = "Do not run the VM's after-attach.")
  boolean noHooks;

  @ArgGroup @Nullable KeepOptions keep;

  @Option(names = "--plan", description = "Only say what would be done.")
  boolean plan;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "Give up waiting after this; the earlier one of it and --timeout counts.")
  @Nullable Duration deadline;

  @Option(
      names = "--boot-port",
      paramLabel = "HOST:PORT",
      description = "A TCP port that the guest opens once it has booted.")
  @Nullable GuestPort bootPort;

  @Option(
      names = "--boot-uptime",
      paramLabel = "TIME",
      description = "Take a guest that was up for so long as booted, whatever else is known.")
  @Nullable Duration bootUptime;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameters
  AttachCommand() {}

  @Override
  public Integer call() {
    var timeout = root.shorterOfTimeoutAnd(deadline);
    var remote = root.remote();
    if (remote != null) {
      return root.printRemote(remote.operate("attach", remoteRequest(timeout)));
    }
    var settings = root.settings();
    return root.withPoolUntilDone(
        settings,
        timeout,
        surroundings -> {
          var mode = readOnly ? Attachment.Mode.RO : Attachment.Mode.RW;
          var order =
              new AttachOrder(
                  disk,
                  DiskNames.text(disk),
                  vm,
                  new AttachRequest(mode, ifHalted, keep == null ? Keep.KEPT : keep.keep()),
                  new IdentityRule.Consent(twinOk, despiteHealth),
                  boot(settings.bootOf(vm)),
                  moveVm,
                  plan,
                  timeout);
          var here = noHooks ? surroundings.withoutHooks() : surroundings;
          var outcome = root.operations(here, settings).attachDisk().run(order);
          return calls -> AttachAnswers.of(outcome, calls);
        });
  }

  private Map<String, Object> remoteRequest(Duration timeout) {
    if (bootPort != null || bootUptime != null) {
      throw new ParameterException(
          root.spec.commandLine(),
          "--boot-port and --boot-uptime are the service's to know: its configuration names them.");
    }
    return RemoteRequest.of(DiskNames.text(disk), vm, timeout)
        .with("ifHalted", ifHalted.toString())
        .with("keep", (keep == null ? Keep.KEPT : keep.keep()).word())
        .flag("readOnly", readOnly)
        .flag("moveVm", moveVm)
        .flag("twinOk", twinOk)
        .flag("despiteHealth", despiteHealth)
        .flag("noHooks", noHooks)
        .flag("plan", plan)
        .members();
  }

  private BootSettings boot(BootSettings configured) {
    return new BootSettings(
        configured.settled(),
        bootPort == null ? configured.port() : bootPort,
        bootUptime == null ? configured.uptimeAlone() : bootUptime);
  }
}
