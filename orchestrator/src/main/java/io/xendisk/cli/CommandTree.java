package io.xendisk.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * Which commands there are, each below its parent. Only those are made that a line may mean,
 * because picocli reads every option of a command by reflection, and doing that for all of them is
 * longer than the rest of a start. Immutable.
 */
final class CommandTree {
  /** A command, and those below it. */
  record Entry(String name, Class<?> type, List<Entry> below) {}

  /** In the order in which the help names them. */
  static final List<Entry> ALL =
      List.of(
          entry("disks", DisksCommand.class),
          entry(
              "disk",
              DiskCommand.class,
              entry("show", DiskShowCommand.class),
              entry("enrol", DiskEnrolCommand.class),
              entry("retire", DiskRetireCommand.class),
              entry("forget", DiskForgetCommand.class),
              entry("adopt", DiskAdoptCommand.class),
              entry("label", DiskLabelCommand.class)),
          entry("attach", AttachCommand.class),
          entry("detach", DetachCommand.class),
          entry("force-detach", ForceDetachCommand.class),
          entry(
              "explain",
              ExplainCommand.class,
              entry("attach", ExplainCommand.Attach.class),
              entry("detach", ExplainCommand.Detach.class)),
          entry("status", StatusCommand.class),
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
              entry("run", RotationRunCommand.class),
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
        var command = new CommandLine(entry.type());
        add(command, entry.below());
        line.addSubcommand(entry.name(), command);
      }
    }
  }

  private static Entry entry(String name, Class<?> type, Entry... below) {
    return new Entry(name, type, List.of(below));
  }
}
