package io.xendisk.cli;

import io.xendisk.domain.Exit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages of the commands, in roff, from what the commands say of themselves. */
final class ManualPage {
  private final CommandSpec command;
  private final StringBuilder roff = new StringBuilder();

  private ManualPage(CommandSpec command) {
    this.command = command;
  }

  /** The pages of a command and all below it, by the names of their files. */
  static Map<String, String> all(CommandSpec top) {
    var pages = new LinkedHashMap<String, String>();
    addTo(pages, top);
    return pages;
  }

  private static void addTo(Map<String, String> pages, CommandSpec command) {
    pages.put(name(command) + ".1", new ManualPage(command).text());
    command
        .subcommands()
        .values()
        .forEach(
            below -> {
              if (!below.getCommandSpec().usageMessage().hidden()
                  && !below.getCommandName().equals("help")) {
                addTo(pages, below.getCommandSpec());
              }
            });
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  private String text() {
    // No date: two builds of one version have the same bytes.
    roff.append(
        ".TH %s 1 \"\" \"%s\" \"User Commands\"%n"
            .formatted(
                escaped(name(command).toUpperCase(Locale.ROOT)),
                escaped(String.join(" ", command.root().version()))));
    section("NAME");
    line(escaped(name(command)) + " \\- " + escaped(firstSentence()));
    section("SYNOPSIS");
    line(synopsis());
    section("DESCRIPTION");
    line(escaped(description()));
    options();
    commands();
    if (command.parent() == null) {
      exitCodes();
      files();
    }
    section("SEE ALSO");
    line(seeAlso());
    return roff.toString();
  }

  private void options() {
    var own = command.options().stream().filter(o -> isOwn(o) && !o.hidden()).toList();
    var parameters = command.positionalParameters();
    if (!own.isEmpty() || !parameters.isEmpty()) {
      section("OPTIONS");
    }
    for (var parameter : parameters) {
      item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", described(parameter));
    }
    for (var option : own) {
      var names = new ArrayList<String>();
      for (var name : option.names()) {
        names.add("\\fB" + escaped(name) + "\\fR");
      }
      item(
          String.join(", ", names)
              + (option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR"),
          described(option));
    }
    if (command.parent() != null) {
      line(".PP");
      line("The options that every command has are in \\fBxendisk\\fR(1).");
    }
  }

  /** An option that the command has from above is told there. */
  private boolean isOwn(OptionSpec option) {
    return command.parent() == null || !option.inherited();
  }

  private void commands() {
    var below =
        command.subcommands().values().stream()
            .filter(c -> !c.getCommandSpec().usageMessage().hidden())
            .toList();
    if (below.isEmpty()) {
      return;
    }
    section("COMMANDS");
    for (var each : below) {
      item(
          "\\fB" + escaped(each.getCommandName()) + "\\fR",
          String.join(" ", each.getCommandSpec().usageMessage().description()));
    }
  }

  private void exitCodes() {
    section("EXIT STATUS");
    for (var exit : Exit.values()) {
      item("\\fB" + exit.code() + "\\fR", meaning(exit));
    }
  }

  private static String meaning(Exit exit) {
    return switch (exit) {
      case DONE -> "Done, or already so.";
      case FAILED -> "Failed.";
      case USAGE -> "Wrong usage or configuration.";
      case REFUSED -> "Refused by a safety rule.";
      case CONFLICT -> "Somebody else has the disk, the VM or the lease.";
      case PENDING -> "The deadline passed, still pending.";
      case NOT_SAFE_TO_PULL -> "Not safe to pull.";
      case IDENTITY -> "The disk's identity contradicts what is known.";
      case CREDENTIALS -> "Credentials, permission or TLS.";
      case PARTLY -> "Partly done, run it again.";
      case UNREACHABLE -> "No host of the pool can be reached.";
      case ABSENT -> "The disk is not present.";
      case INTERRUPTED -> "Interrupted (143 by SIGTERM).";
    };
  }

  private void files() {
    section("FILES");
    item("~/.config/xendisk/config.yaml", "The configuration of whoever runs it.");
    item("/etc/xendisk/config.yaml", "The configuration of the machine, where there is no other.");
    item("/usr/share/doc/xendisk", "All documents.");
  }

  private String seeAlso() {
    var names = new ArrayList<String>();
    if (command.parent() != null) {
      names.add(name(command.parent()));
    }
    command.subcommands().values().stream()
        .filter(
            c -> !c.getCommandSpec().usageMessage().hidden() && !c.getCommandName().equals("help"))
        .forEach(c -> names.add(name(c.getCommandSpec())));
    return String.join(", ", names.stream().map(n -> "\\fB" + escaped(n) + "\\fR(1)").toList());
  }

  private String synopsis() {
    var words = new ArrayList<>(List.of("\\fB" + escaped(command.qualifiedName()) + "\\fR"));
    if (!command.subcommands().isEmpty()) {
      words.add("[\\fIOPTIONS\\fR] \\fICOMMAND\\fR");
    }
    command
        .positionalParameters()
        .forEach(p -> words.add(optional(p, "\\fI" + escaped(p.paramLabel()) + "\\fR")));
    command.options().stream()
        .filter(o -> o.required() && o.group() == null && isOwn(o))
        .forEach(
            o ->
                words.add(
                    "\\fB"
                        + escaped(o.longestName())
                        + "\\fR \\fI"
                        + escaped(o.paramLabel())
                        + "\\fR"));
    if (command.subcommands().isEmpty()) {
      words.add("[\\fIOPTIONS\\fR]");
    }
    return String.join(" ", words);
  }

  private static String optional(ArgSpec argument, String text) {
    return argument.required() ? text : "[" + text + "]";
  }

  private String description() {
    return String.join(" ", command.usageMessage().description());
  }

  private String firstSentence() {
    return description().replaceFirst("\\.\\s.*|\\.$", "");
  }

  private static String described(ArgSpec argument) {
    return String.join(" ", Arrays.asList(argument.description()));
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void item(String head, String text) {
    line(".TP");
    line(head);
    line(escaped(text));
  }

  private void line(String text) {
    roff.append(text).append('\n');
  }

  /** A line of roff may not begin with a dot or a quote, and a hyphen would become a dash. */
  private static String escaped(String text) {
    var plain = text.replace("%n", " ").replace("%%", "%").replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
