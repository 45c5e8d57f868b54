package io.xendisk.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which commands there are, each below its parent. Only those are made that a line may mean,
 * because picocli reads every option of a command by reflection, and doing that for all of them is
 * longer than the rest of a start. Immutable.
 */
final class CommandTree {
  /**
   * A command, and those below it.
   *
   * @param under what it is under the object of the command above it
   */
  record Entry(
      String name, Class<?> type, Function<Object, CommandLine> under, List<Entry> below) {}

  /** In the order in which the help names them. */
  static final List<Entry> ALL =
      List.of(
          entry("disks", DisksCommand.class, Xendisk.class, DisksCommand::under),
          entry(
              "disk",
              DiskCommand.class,
              entry("show", DiskShowCommand.class),
              entry("enrol", DiskEnrolCommand.class),
              entry("retire", DiskRetireCommand.class),
              entry("forget", DiskForgetCommand.class),
              entry("adopt", DiskAdoptCommand.class),
              entry("label", DiskLabelCommand.class)),
          entry("attach", AttachCommand.class, Xendisk.class, AttachCommand::under),
          entry("detach", DetachCommand.class, Xendisk.class, DetachCommand::under),
          entry("force-detach", ForceDetachCommand.class),
          entry(
              "explain",
              ExplainCommand.class,
              entry("attach", ExplainCommand.Attach.class),
              entry("detach", ExplainCommand.Detach.class)),
          entry("status", StatusCommand.class, Xendisk.class, StatusCommand::under),
          entry("watch", WatchCommand.class),
          entry(
              "vm",
              VmCommand.class,
              entry("start", VmStartCommand.class),
              entry("guard", VmGuardCommand.class),
              entry("unguard", VmGuardCommand.Off.class)),
          entry("park", ParkCommand.class),
          entry("unpark", UnparkCommand.class),
          entry("repair", RepairCommand.class),
          entry(
              "host",
              HostCommand.class,
              entry("rules", HostRulesCommand.class),
              entry("check", HostCheckCommand.class),
              entry("prepare", HostPrepareCommand.class),
              entry("remove", HostRemoveCommand.class)),
          entry(
              "rotation",
              RotationCommand.class,
              Xendisk.class,
              RotationCommand::under,
              entry(
                  "run",
                  RotationRunCommand.class,
                  RotationCommand.class,
                  RotationRunCommand::under),
              entry("out", RotationOutCommand.class),
              entry("in", RotationInCommand.class),
              entry("check", RotationCheckCommand.class),
              entry("next", RotationNextCommand.class),
              entry("plan", RotationPlanCommand.class),
              entry("status", RotationStatusCommand.class),
              entry("history", RotationHistoryCommand.class),
              entry("rehearse", RotationRehearseCommand.class),
              entry("checkout", RotationCheckoutCommand.class),
              entry("checkin", RotationCheckinCommand.class)),
          entry("doctor", DoctorCommand.class),
          entry(
              "history",
              HistoryCommand.class,
              entry("show", HistoryShowCommand.class),
              entry("verify", HistoryVerifyCommand.class)),
          entry("inhibit", InhibitCommand.class),
          entry("forget-pool", ForgetPoolCommand.class),
          entry("notify", NotifyCommand.class, entry("test", NotifyTestCommand.class)),
          entry("apply", ApplyCommand.class),
          entry("diff", DiffCommand.class),
          entry("get", GetCommand.class, entry("attachments", GetAttachmentsCommand.class)),
          entry("pause", PauseCommand.class),
          entry("resume", ResumeCommand.class),
          entry("serve", ServeCommand.class),
          entry(
              "token",
              TokenCommand.class,
              entry("create", TokenCommand.Create.class),
              entry("list", TokenCommand.Show.class),
              entry("revoke", TokenCommand.Revoke.class)),
          entry("demo", DemoCommand.class),
          entry("completion", CompletionCommand.class),
          entry("manual", ManualCommand.class),
          entry("help", HelpCommand.class));

  /** Words that speak of all commands. */
  private static final Set<String> SPEAK_OF_ALL =
      Set.of("help", "completion", "manual", "-h", "--help");

  static final CommandTree WHOLE = new CommandTree(null);

  private final @Nullable Set<String> named;

  private CommandTree(@Nullable Set<String> named) {
    this.named = named;
  }

  /** The commands that may be meant by a line: those whose names occur in it. */
  static CommandTree forLine(List<String> words) {
    return words.stream().anyMatch(SPEAK_OF_ALL::contains)
        ? WHOLE
        : new CommandTree(new HashSet<>(words));
  }

  boolean isWhole() {
    return named == null;
  }

  /** The same command, with these under it. */
  CommandLine under(CommandLine line) {
    add(line, ALL);
    return line;
  }

  private void add(CommandLine line, List<Entry> entries) {
    for (var entry : entries) {
      if (named == null || named.contains(entry.name())) {
        CommandLine command = entry.under().apply(line.getCommand());
        add(command, entry.below());
        line.addSubcommand(entry.name(), command);
      }
    }
  }

  private static Entry entry(String name, Class<?> type, Entry... below) {
    return new Entry(name, type, _ -> new CommandLine(type), List.of(below));
  }

  /** One that says in code what it takes. */
  private static <P> Entry entry(
      String name, Class<?> type, Class<P> parent, Function<P, CommandSpec> under, Entry... below) {
    return new Entry(
        name, type, above -> new CommandLine(under.apply(parent.cast(above))), List.of(below));
  }
}
