package io.xendisk.cli;

import io.xendisk.answer.AttachAnswers;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.operation.AttachOrder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code xendisk attach}. */
final class AttachCommand implements Callable<Integer> {
  private final Xendisk root;
  private final KeepOptions keep = new KeepOptions();
  private DiskSelector disk;
  private String vm;
  private IfHalted ifHalted = IfHalted.REFUSE;
  private boolean readOnly;
  private boolean moveVm;
  private boolean twinOk;
  private boolean despiteHealth;
  private boolean noHooks;
  private boolean plan;
  private @Nullable Duration deadline;
  private @Nullable GuestPort bootPort;
  private @Nullable Duration bootUptime;

  @SuppressWarnings("NullAway.Init") // picocli fills in disk and VM
  private AttachCommand(Xendisk root) {
    this.root = root;
  }

  static CommandSpec under(Xendisk root) {
    var command = new AttachCommand(root);
    var spec =
        PlainSpec.command(
            "attach", command, "Attach a disk to a VM, at the moment that is safe for its guest.");
    command.addWhatAndWhere(spec);
    command.addConsents(spec);
    spec.addArgGroup(command.keep.group())
        .addOption(
            PlainSpec.flag("--plan", it -> command.plan = it, "Only say what would be done."));
    command.addTimes(spec);
    return spec;
  }

  private void addWhatAndWhere(CommandSpec spec) {
    spec.addPositional(
            PlainSpec.word("DISK", DiskSelector.class, it -> disk = it, DiskNames.HELP).build())
        .addOption(
            PlainSpec.option("--vm", "VM", String.class, it -> vm = it, "Its name or UUID.")
                .required(true)
                .build())
        .addOption(
            PlainSpec.option(
                    "--if-halted",
                    "WHAT",
                    IfHalted.class,
                    it -> ifHalted = it,
                    "A halted VM: refuse a first attach (default), start it, or wait for somebody"
                        + " to start it.")
                .defaultValue("refuse")
                .build())
        .addOption(
            PlainSpec.flag(
                "--read-only", it -> readOnly = it, "The guest may only read (PV guests)."))
        .addOption(
            PlainSpec.flag(
                "--move-vm",
                it -> moveVm = it,
                "Where the disk is in another host, migrate the VM there first."));
  }

  private void addConsents(CommandSpec spec) {
    spec.addOption(
            PlainSpec.flag(
                "--twin-ok",
                it -> twinOk = it,
                "Attach it though another disk shows its identity."))
        .addOption(
            PlainSpec.flag(
                "--despite-health",
                it -> despiteHealth = it,
                "Attach it though its drive is failing."))
        .addOption(
            PlainSpec.flag("--no-hooks", it -> noHooks = it, "Do not run the VM's after-attach."));
  }

  private void addTimes(CommandSpec spec) {
    spec.addOption(
            PlainSpec.option(
                    "--deadline",
                    "TIME",
                    Duration.class,
                    it -> deadline = it,
                    "Give up waiting after this; the earlier one of it and --timeout counts.")
                .build())
        .addOption(
            PlainSpec.option(
                    "--boot-port",
                    "HOST:PORT",
                    GuestPort.class,
                    it -> bootPort = it,
                    "A TCP port that the guest opens once it has booted.")
                .build())
        .addOption(
            PlainSpec.option(
                    "--boot-uptime",
                    "TIME",
                    Duration.class,
                    it -> bootUptime = it,
                    "Take a guest that was up for so long as booted, whatever else is known.")
                .build());
  }

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
                  new AttachRequest(mode, ifHalted, keep.keep()),
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
        .with("keep", keep.keep().word())
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
