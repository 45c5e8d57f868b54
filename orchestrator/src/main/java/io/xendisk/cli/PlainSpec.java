package io.xendisk.cli;

import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Says in code what a command takes. picocli reads annotations by reflection, and that took a fifth
 * of a start; the commands that cron starts most go without (docs/performance.md). Stateless.
 */
final class PlainSpec {
  private PlainSpec() {}

  /** A command, by the object that runs it. */
  static CommandSpec command(String name, Object command, String description) {
    var spec = CommandSpec.wrapWithoutInspection(command).name(name);
    spec.usageMessage().description(description);
    return spec;
  }

  /** An option with a value. */
  static <T> OptionSpec.Builder option(
      String name, String label, Class<T> type, Consumer<T> into, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(type)
        .setter(new Into<>(into))
        .description(description);
  }

  /** An option without a value. */
  static OptionSpec flag(String name, Consumer<Boolean> into, String description) {
    return flagOf(name, into, description).build();
  }

  /** The same, of which more is to be said. */
  static OptionSpec.Builder flagOf(String name, Consumer<Boolean> into, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .initialValue(false)
        .setter(new Into<>(into))
        .description(description);
  }

  /** The one word that a command takes. */
  static <T> PositionalParamSpec.Builder word(
      String label, Class<T> type, Consumer<T> into, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .required(true)
        .paramLabel(label)
        .type(type)
        .setter(new Into<>(into))
        .description(description);
  }

  /** Where a value goes. */
  private record Into<T>(Consumer<T> field) implements ISetter {
    @Override
    @SuppressWarnings("unchecked") // picocli gives what the option's type says
    public <V> V set(V value) {
      field.accept((T) value);
      return value;
    }
  }
}
