package io.xendisk.cli;

import static java.util.Objects.requireNonNull;

import io.xendisk.answer.Failure;
import io.xendisk.cli.CompletionCommand.Shell;
import io.xendisk.config.Durations;
import io.xendisk.config.ListenAddress;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.port.SshLogin;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line and the commands that it may mean. Confined to one thread. */
final class TypedLine {
  private final World world;
  private final String version;
  private final CommandTree tree;
  private final Xendisk xendisk;
  private final CommandLine commandLine;

  TypedLine(World world, String version, CommandTree tree) {
    this.world = world;
    this.version = version;
    this.tree = tree;
    this.xendisk = new Xendisk(world);
    // First: what is said of a command below holds for those under it.
    this.commandLine =
        tree.under(new CommandLine(xendisk.spec))
            .registerConverter(Format.class, oneOf(Format.values()))
            .registerConverter(IfHalted.class, oneOf(IfHalted.values()))
            .registerConverter(Shell.class, oneOf(Shell.values()))
            .registerConverter(DiskSelector.class, new DiskNames())
            .registerConverter(ListenAddress.class, friendly(ListenAddress::parse))
            .registerConverter(Duration.class, friendly(Durations::parse))
            .registerConverter(GuestPort.class, friendly(GuestPort::parse))
            .registerConverter(SshLogin.Target.class, friendly(SshLogin.Target::parse))
            .setOut(writer(world.out()))
            .setErr(writer(world.err()))
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setParameterExceptionHandler(this::wrongUsage)
            .setExecutionExceptionHandler((e, line, result) -> failed(e));
    commandLine
        .getCommandSpec()
        .addOption(helpOption())
        .addOption(
            CommandLine.Model.OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build())
        .version(CommandRunner.version(version));
    commandLine.getSubcommands().forEach((name, command) -> addHelp(name, command));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private static void addHelp(String name, CommandLine command) {
    if (!name.equals("help")) {
      command.getCommandSpec().addOption(helpOption());
      command.getSubcommands().forEach(TypedLine::addHelp);
    }
  }

  private static CommandLine.Model.OptionSpec helpOption() {
    return CommandLine.Model.OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help message and exit.")
        .build();
  }

  /** The exit code. */
  int run(String... words) {
    return commandLine.execute(words);
  }

  private static <T> ITypeConverter<T> friendly(java.util.function.Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  /** Words in the case in which they are documented; picocli's own message shouts them. */
  private static <E extends Enum<E>> ITypeConverter<E> oneOf(E[] values) {
    return text ->
        Stream.of(values)
            .filter(value -> value.name().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "expected one of %s, was '%s'".formatted(List.of(values), text)));
  }

  /** Whoever is told what is wrong is told of all commands there are. */
  private int wrongUsage(ParameterException e, String[] words) {
    if (tree.isWhole()) {
      return complain(e, words);
    }
    var whole = new TypedLine(world, version, CommandTree.WHOLE);
    try {
      whole.commandLine.parseArgs(words);
    } catch (ParameterException sameForAll) {
      return whole.complain(sameForAll, words);
    }
    // The words can be parsed: it was the command itself that refused them.
    var line = whole.commandLine;
    for (var name : names(e.getCommandLine())) {
      line = requireNonNull(line.getSubcommands().get(name));
    }
    return whole.complain(new ParameterException(line, String.valueOf(e.getMessage())), words);
  }

  /** The way from the first command down to this one. */
  private static List<String> names(CommandLine line) {
    var names = line.getCommandSpec().qualifiedName().split(" ", -1);
    return List.of(names).subList(1, names.length);
  }

  private int complain(ParameterException e, String[] words) {
    var line = e.getCommandLine();
    if (wantsDocument(words)) {
      xendisk.options.output = words.length > 0 && asked(words, "yaml") ? Format.YAML : Format.JSON;
      return xendisk.printFailure(
          new Failure(
              new Explanation(
                  "usage",
                  Exit.USAGE,
                  String.valueOf(e.getMessage()),
                  "`%s --help` shows the usage."
                      .formatted(line.getCommandSpec().qualifiedName()))));
    }
    line.getErr().println("error: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
      line.usage(line.getErr());
    }
    return Exit.USAGE.code();
  }

  /** Options were not parsed to the end, so the words themselves have to tell. */
  private static boolean wantsDocument(String[] words) {
    return asked(words, "json") || asked(words, "yaml");
  }

  private static boolean asked(String[] words, String form) {
    var line =
        " " + String.join(" ", Arrays.asList(words)).toLowerCase(java.util.Locale.ROOT) + " ";
    return line.matches(".* (-o[ =]?|--output[ =])" + form + " .*");
  }

  private int failed(Exception e) {
    if (e instanceof Failure failure) {
      return xendisk.printFailure(failure);
    }
    e.printStackTrace(commandLine.getErr());
    return xendisk.printFailure(
        new Failure(
            new Explanation(
                "internal-error",
                Exit.FAILED,
                "xendisk itself failed: " + e,
                "Look at `xendisk status` before anything else, and report this with the lines on"
                    + " stderr.")));
  }
}
