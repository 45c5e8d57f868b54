package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alters the real tools' samples by the mark that says "mounted, not unmounted yet". */
class DirtyMarkTest {
  @Test
  void exfatTellsBoth() throws IOException {
    assertThat(clean("exfat", new byte[0], 0)).contains(true);
    assertThat(clean("exfat", new byte[] {2}, 106)).contains(false);
  }

  @Test
  void fatTellsOnlyThatItIsDirtyBecauseOldKernelsNeverSetTheMark() throws IOException {
    assertThat(clean("fat32", new byte[0], 0)).isEmpty();
    assertThat(clean("fat32", new byte[] {1}, 65)).contains(false);
    assertThat(clean("fat16", new byte[0], 0)).isEmpty();
    assertThat(clean("fat16", new byte[] {1}, 37)).contains(false);
  }

  @Test
  void fatIsDirtyByTheMarkInItsTableToo() throws IOException {
    int fat32 = new Block(RealSamplesTest.start("fat32")).u16(14) * 512;
    int fat16 = new Block(RealSamplesTest.start("fat16")).u16(14) * 512;

    assertThat(clean("fat32", new byte[] {(byte) 0xf7}, fat32 + 7)).contains(false);
    assertThat(clean("fat16", new byte[] {0x7f}, fat16 + 3)).contains(false);
  }

  @Test
  void ntfsTellsOnlyThatItIsDirty() throws IOException {
    byte[] start = RealSamplesTest.start("ntfs");
    int volumeInformation = indexOf(start, new byte[] {0x70, 0, 0, 0}, 16384 + 3 * 1024);
    int flags = volumeInformation + new Block(start).u16(volumeInformation + 20) + 10;

    assertThat(clean("ntfs", new byte[0], 0)).isEmpty();
    assertThat(clean("ntfs", new byte[] {1}, flags)).contains(false);
  }

  @Test
  void xfsSaysNothing() throws IOException {
    assertThat(clean("xfs", new byte[0], 0)).isEmpty();
  }

  @Test
  void fatWithoutItsTableFallsBackToTheLabelInTheBootSector() throws IOException {
    byte[] start = Arrays.copyOf(RealSamplesTest.start("fat32"), 4096);

    var found = new DiskReader().read(DiskBytes.of(start, 64 << 20)).primary().orElseThrow();

    assertThat(found.label()).contains("PHOTOS");
  }

  private static Optional<Boolean> clean(String sample, byte[] bytes, int at) throws IOException {
    byte[] start = RealSamplesTest.start(sample);
    System.arraycopy(bytes, 0, start, at, bytes.length);
    var contents = new DiskReader().read(DiskBytes.of(start, 64L << 20));
    assertThat(contents.filesystems()).hasSize(1);
    return contents.clean();
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    for (int at = from; ; at += 4) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
  }
}
