import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every Java file of the project: {@code check JAR DIR} fails and
 * lists the files that differ, {@code apply JAR DIR} rewrites them. The formatter runs as {@code
 * java -jar}, because its manifest opens the compiler's packages that it needs.
 */
final class Format {
  private Format() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean check = args[0].equals("check");
    Path list = Files.createTempFile("java-files", ".txt");
    try {
      Files.write(list, javaFiles(Path.of(args[2])));
      var command =
          Stream.of(
              List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
              List.of("-jar", args[1]),
              check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"),
              List.of("@" + list));
      int exit =
          new ProcessBuilder(command.flatMap(List::stream).toList()).inheritIO().start().waitFor();
      if (exit != 0 && check) {
        System.err.println("The files above are not formatted. Run bin/format to mend them.");
      }
      System.exit(exit);
    } finally {
      Files.deleteIfExists(list);
    }
  }

  private static List<String> javaFiles(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      return found
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().matches("(.*/)?target/.*"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
