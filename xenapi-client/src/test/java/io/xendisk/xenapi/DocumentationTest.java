package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a reader of the library's sources is promised. */
class DocumentationTest {
  private static final Pattern TYPE =
      Pattern.compile(
          "(/\\*\\*(?:(?!\\*/).)*\\*/)?\\s*(?:@\\w+\\s+)*(?:public |abstract |final |sealed )*"
              + "(class|record|interface) \\w+",
          Pattern.DOTALL);
  private static final Pattern SHARING =
      Pattern.compile("[Ii]mmutable|[Tt]hread-safe|[Cc]onfined|[Ss]tateless|Pure");
  private static final Pattern UNDOCUMENTED =
      Pattern.compile(
          "[;{}]\\s*\\n\\s+public (?!record|enum|static final class|final class)[^({;=]*\\(");

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyClassSaysWhetherThreadsMayShareIt() throws IOException {
    assertThat(sources())
        .isNotEmpty()
        .allSatisfy(
            file -> {
              var type = TYPE.matcher(text(file));
              if (type.find()) { // an enum is immutable by itself
                assertThat(type.group(1)).as("%s", file).containsPattern(SHARING);
              }
            });
  }

  @Test
  void everyPublicMethodOfThePublicPackageSaysWhatItDoes() throws IOException {
    assertThat(
            sources().stream().filter(file -> file.resolveSibling("XenApi.java").toFile().exists()))
        .filteredOn(file -> text(file).contains("\npublic "))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(text(file)).as("%s", file).doesNotContainPattern(UNDOCUMENTED));
  }
}
