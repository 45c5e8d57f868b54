package io.xendisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandTreeTest {
  private static final Path SOURCES = Path.of("src/main/java/io/xendisk/cli");

  private static Stream<CommandTree.Entry> all(List<CommandTree.Entry> entries) {
    return entries.stream().flatMap(entry -> Stream.concat(Stream.of(entry), all(entry.below())));
  }

  private static CommandLine xendisk() {
    var world = Terminal.in(Path.of(".")).world(System.out, System.err);
    return new CommandLine(new Xendisk(world).spec);
  }

  @Test
  void callsEachCommandAsItCallsItself() {
    callsEachAsItCallsItself(CommandTree.WHOLE.under(xendisk()), CommandTree.ALL);
  }

  private static void callsEachAsItCallsItself(CommandLine line, List<CommandTree.Entry> below) {
    assertThat(line.getSubcommands().keySet())
        .as("under %s", line.getCommandName())
        .containsExactlyElementsOf(below.stream().map(CommandTree.Entry::name).toList());
    for (var entry : below) {
      var command = Objects.requireNonNull(line.getSubcommands().get(entry.name()));
      assertThat(command.getCommandName()).isEqualTo(entry.name());
      assertThat(command.<Object>getCommand()).isInstanceOf(entry.type());
      callsEachAsItCallsItself(command, entry.below());
    }
  }

  @Test
  void leavesNoCommandOut() throws IOException {
    try (var files = Files.list(SOURCES)) {
      var named =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Command.java"))
              .map(name -> name.replace(".java", ""));

      assertThat(named)
          .isSubsetOf(all(CommandTree.ALL).map(entry -> entry.type().getSimpleName()).toList());
    }
  }

  @Test
  void makesOnlyWhatALineMayMean() {
    assertThat(under("rotation", "run", "offsite")).containsExactly("rotation");
    assertThat(under("--pool", "disks", "attach", "a")).containsExactly("disks", "attach");
    assertThat(under("--version")).isEmpty();
    assertThat(under("attach", "--help")).hasSize(CommandTree.ALL.size());
  }

  private static List<String> under(String... words) {
    return List.copyOf(
        CommandTree.forLine(List.of(words)).under(xendisk()).getSubcommands().keySet());
  }
}
