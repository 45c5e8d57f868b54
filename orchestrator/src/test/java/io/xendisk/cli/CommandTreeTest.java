package io.xendisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandTreeTest {
  private static final Path SOURCES = Path.of("src/main/java/io/xendisk/cli");

  private static Stream<CommandTree.Entry> all(List<CommandTree.Entry> entries) {
    return entries.stream().flatMap(entry -> Stream.concat(Stream.of(entry), all(entry.below())));
  }

  private static Command annotation(Class<?> type) {
    return type.getAnnotation(Command.class);
  }

  @Test
  void callsEachCommandAsItCallsItself() {
    assertThat(all(CommandTree.ALL))
        .allSatisfy(entry -> assertThat(annotation(entry.type()).name()).isEqualTo(entry.name()))
        .allSatisfy(
            entry -> assertThat(annotation(entry.type()).subcommands()).as("under it").isEmpty());
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
    var line = new CommandLine(CommandLine.Model.CommandSpec.create().name("xendisk"));
    return List.copyOf(CommandTree.forLine(List.of(words)).under(line).getSubcommands().keySet());
  }
}
