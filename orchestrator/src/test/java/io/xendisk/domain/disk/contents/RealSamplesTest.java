package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the samples that {@code .ci/disk-samples} took of the real tools' images. */
class RealSamplesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/disks");

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aSampleIsReadAsTheRealToolsReadTheWholeDisk(String name) throws IOException {
    var facts = SampleFacts.read(SAMPLES.resolve(name + ".facts"));
    byte[] start = start(name);

    var read = new DiskReader().read(DiskBytes.of(start, facts.size()));

    facts.assertSameAs(read, start.length);
  }

  @Test
  void everyTypeThatToolsCouldMakeHasASample() throws IOException {
    Stream<String> types =
        names().stream()
            .flatMap(name -> facts(name).places().stream())
            .flatMap(seen -> seen.type().stream());

    assertThat(types.distinct())
        .contains(
            "ext2",
            "ext3",
            "ext4",
            "jbd",
            "xfs",
            "btrfs",
            "ntfs",
            "vfat",
            "exfat",
            "crypto_LUKS",
            "LVM2_member",
            "swap",
            "reiserfs",
            "jfs",
            "f2fs");
  }

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".facts"))
          .map(file -> file.replace(".facts", ""))
          .sorted()
          .toList();
    }
  }

  static byte[] start(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(SAMPLES.resolve(name + ".img.gz")))) {
      return in.readAllBytes();
    }
  }

  private static SampleFacts facts(String name) {
    try {
      return SampleFacts.read(SAMPLES.resolve(name + ".facts"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
