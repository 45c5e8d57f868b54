import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every Java file of the project: {@code check JAR DIR} fails and
 * lists the files that differ, {@code apply JAR DIR} rewrites them. The formatter runs as {@code
 * java -jar}, because its manifest opens the compiler's packages that it needs. What it found well
 * formatted is remembered beside its jar, by its contents, and is not given to it again.
 */
final class Format {
  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    Path jar = Path.of(args[1]);
    Path known = jar.resolveSibling("well-formatted-" + hash(jar).substring(0, 12) + ".txt");
    Set<String> wellFormatted = check && Files.exists(known) ? read(known) : Set.of();
    Set<String> all = new TreeSet<>();
    Set<String> files = new TreeSet<>();
    for (Path file : javaFiles(Path.of(args[2]))) {
      String hash = hash(file);
      all.add(hash);
      if (!wellFormatted.contains(hash)) {
        files.add(file.toString());
      }
    }
    int exit = files.isEmpty() ? 0 : run(jar, check, files);
    if (exit == 0 && check) {
      Files.write(known, all);
    } else if (check) {
      System.err.println("The files above are not formatted. Run bin/format to mend them.");
    }
    System.exit(exit);
  }

  private static int run(Path jar, boolean check, Set<String> files) throws Exception {
    Path list = Files.createTempFile("java-files", ".txt");
    try {
      Files.write(list, files);
      var command =
          Stream.of(
              List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
              // It is over before the optimising compiler would pay.
              List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()),
              check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"),
              List.of("@" + list));
      return new ProcessBuilder(command.flatMap(List::stream).toList())
          .inheritIO()
          .start()
          .waitFor();
    } finally {
      Files.deleteIfExists(list);
    }
  }

  private static Set<String> read(Path known) throws IOException {
    return Set.copyOf(Files.readAllLines(known));
  }

  private static String hash(Path file) throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      return found
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().matches("(.*/)?target/.*"))
          .toList();
    }
  }
}
