package io.xendisk.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion script for fish, which picocli does not. */
final class FishCompletion {
  private FishCompletion() {}

  static String of(CommandSpec xendisk) {
    var script = new StringBuilder("complete -c xendisk -f\n");
    xendisk
        .subcommands()
        .forEach(
            (name, command) -> {
              if (command.getCommandSpec().usageMessage().hidden()) {
                return;
              }
              line(
                  script,
                  "__fish_use_subcommand",
                  "-a " + name,
                  description(command.getCommandSpec()));
              for (var option : command.getCommandSpec().options()) {
                line(
                    script,
                    "__fish_seen_subcommand_from " + name,
                    names(option),
                    String.join(" ", option.description()));
              }
            });
    return script.toString();
  }

  private static String description(CommandSpec command) {
    return String.join(" ", command.usageMessage().description());
  }

  private static String names(OptionSpec option) {
    var names = new StringBuilder();
    for (var name : option.names()) {
      names
          .append(names.isEmpty() ? "" : " ")
          .append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    return option.arity().max() > 0 ? names.append(" -r").toString() : names.toString();
  }

  private static void line(StringBuilder script, String when, String what, String description) {
    script.append(
        "complete -c xendisk -n '%s' %s -d '%s'%n"
            .formatted(when, what, description.replace("'", "\\'")));
  }
}
