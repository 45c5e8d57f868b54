package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.fixtures.SimulatedPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Compiles and runs the example of docs/client.md as a reader would. */
@Isolated("it takes the output of the whole JVM")
class DocExampleIT {
  private static final Path DOCS = Path.of("..", "docs", "client.md");

  @TempDir private Path directory;

  @Test
  void theExampleCompilesAndRuns() throws Exception {
    List<String> example = example();
    assertThat(example).hasSize(10);
    String program =
        """
        import io.xendisk.xenapi.*;
        import java.nio.file.Path;
        public class Example {
          public static void main(String address, String user, String password, String trust) {
            %s
          }
        }
        """
            .formatted(String.join("\n", example));
    Path source = Files.writeString(directory.resolve("Example.java"), program);

    var messages = new ByteArrayOutputStream();
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-Xlint:all",
                "-proc:none",
                "-cp",
                Path.of(XenApi.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString(),
                "-d",
                directory.toString(),
                source.toString());
    assertThat(exit).as(messages.toString(StandardCharsets.UTF_8)).isZero();

    try (var pool = SimulatedPool.of("nas").tls().start();
        var loader =
            new URLClassLoader(
                Stream.of(directory.toUri().toURL()).toArray(URL[]::new),
                XenApi.class.getClassLoader())) {
      var out = new ByteArrayOutputStream();
      PrintStream before = System.out;
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      try {
        loader
            .loadClass("Example")
            .getMethod("main", String.class, String.class, String.class, String.class)
            .invoke(
                null,
                pool.url().toString(),
                pool.user(),
                pool.password(),
                pool.certificates().get("xs1"));
      } finally {
        System.setOut(before);
      }
      assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("nas01 has \\d disks");
    }
  }

  private static List<String> example() throws IOException {
    List<String> lines = Files.readAllLines(DOCS);
    int start = lines.indexOf("```java");
    return lines.subList(
        start + 1, start + 1 + lines.subList(start + 1, lines.size()).indexOf("```"));
  }
}
