package io.xendisk.domain.disk.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes disks with the real tools and reads them as blkid, sfdisk and dumpe2fs do. Where a tool is
 * missing its disks are left out and named in the report; where blkid is missing there is nothing
 * to compare with, and all is skipped.
 */
class RealToolsIT {
  private static final Path MAKER = Path.of("../.ci/disk-samples").toAbsolutePath().normalize();

  /** Where the tools are, even for those who do not look there. */
  private static final String SYSTEM_PATH = ":/usr/sbin:/sbin";

  @TempDir private static Path images;

  @BeforeAll
  static void makeTheImages(TestReporter reporter) throws IOException, InterruptedException {
    assumeTrue(
        Stream.of("bash", "blkid", "sfdisk", "dumpe2fs", "mke2fs").allMatch(RealToolsIT::isHere),
        "bash, blkid, sfdisk, dumpe2fs and mke2fs are needed to compare with");
    Path log = images.resolve("log");
    var maker =
        new ProcessBuilder("bash", MAKER.toString(), images.resolve("made").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = maker.waitFor(15, TimeUnit.MINUTES);
    if (!ended) {
      maker.destroyForcibly();
    }
    assertThat(ended).as("%s ended: %s", MAKER, Files.readString(log)).isTrue();
    assertThat(maker.exitValue()).as("%s: %s", MAKER, Files.readString(log)).isZero();
    for (String skipped : Files.readAllLines(images.resolve("made/skipped"), UTF_8)) {
      reporter.publishEntry("skipped", skipped);
    }
  }

  @Test
  void aDiskOfWhichEveryByteCanBeHadIsReadAsTheToolsReadIt() throws IOException {
    for (SampleFacts facts : facts()) {
      try (var bytes = new FileBytes(image(facts))) {
        facts.assertSameAs(new DiskReader().read(bytes));
      }
    }
  }

  @Test
  void aStreamThatIsCutAfterFourMebibytesGivesTheSameAsFarAsItGoes() throws IOException {
    for (SampleFacts facts : facts()) {
      // The one table that only the end of the disk still holds.
      if (!facts.name().equals("gpt-backup-only")) {
        try (InputStream stream = Files.newInputStream(image(facts))) {
          var bytes = DiskBytes.of(stream, facts.size());
          facts.assertSameAs(new DiskReader().read(bytes), StreamedBytes.MOST);
          assertThat(bytes.bytesRead()).as(facts.name()).isLessThanOrEqualTo(StreamedBytes.MOST);
        }
      }
    }
  }

  @Test
  void theMembersThatAreMadeByHandAreReadByBlkidAsByUs() throws IOException, InterruptedException {
    assertSameAsBlkid(HandMade.md1(64 << 10, 0));
    assertSameAsBlkid(HandMade.md1(64 << 10, 4096));
    assertSameAsBlkid(HandMade.md1((int) HandMade.SIZE, (int) HandMade.SIZE - 8192));
    assertSameAsBlkid(HandMade.md090());
    assertSameAsBlkid(HandMade.lvm(3));
  }

  private static void assertSameAsBlkid(DiskImage made) throws IOException, InterruptedException {
    Path image = images.resolve("hand-made.img");
    Files.write(image, made.array());
    try (var file = FileChannel.open(image, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(1), made.size() - 1);
    }
    var found = new DiskReader().read(made.disk()).primary().orElseThrow();

    assertThat(blkid(image, "TYPE")).isEqualTo(found.type().blkidName());
    assertThat(blkid(image, "UUID")).isEqualTo(found.uuid().orElse(""));
    assertThat(blkid(image, "LABEL")).isEqualTo(found.label().orElse(""));
  }

  private static String blkid(Path image, String tag) throws IOException, InterruptedException {
    var command = List.of("blkid", "-p", "-o", "value", "-s", tag, image.toString());
    var builder = new ProcessBuilder(command);
    builder.environment().merge("PATH", SYSTEM_PATH, String::concat);
    var blkid = builder.start();
    try (InputStream output = blkid.getInputStream()) {
      String value = new String(output.readAllBytes(), UTF_8).strip();
      blkid.waitFor();
      return value;
    }
  }

  private static Path image(SampleFacts facts) {
    return images.resolve("made").resolve(facts.name() + ".img");
  }

  private static List<SampleFacts> facts() throws IOException {
    try (Stream<Path> files = Files.list(images.resolve("made"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".facts")).sorted().toList();
      assertThat(found).isNotEmpty();
      List<SampleFacts> facts = new ArrayList<>();
      for (Path file : found) {
        facts.add(SampleFacts.read(file));
      }
      return facts;
    }
  }

  private static boolean isHere(String tool) {
    String path = System.getenv().getOrDefault("PATH", "") + SYSTEM_PATH;
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }
}
