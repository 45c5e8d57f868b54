package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

class StreamedBytesTest {
  private static final int MIB = 1 << 20;

  @Test
  void readsNoFurtherThanItIsAsked() {
    var bytes = DiskBytes.of(counting(8 * MIB), 8L * MIB);

    assertThat(bytes.read(1000, new byte[100], 0, 100)).isEqualTo(100);

    assertThat(bytes.bytesRead()).isEqualTo(1100);
  }

  @Test
  void goesBackToWhatItHasRead() {
    var bytes = DiskBytes.of(counting(MIB), MIB);
    byte[] into = new byte[4];
    bytes.read(500_000, new byte[1], 0, 1);

    assertThat(bytes.read(7, into, 1, 2)).isEqualTo(2);

    assertThat(into).containsExactly(0, 7, 8, 0);
  }

  @Test
  void neverReadsMoreThanFourMebibytes() {
    var bytes = DiskBytes.of(counting(8 * MIB), 8L * MIB);

    assertThat(bytes.read(4 * MIB, new byte[9], 0, 9)).isZero();
    assertThat(bytes.bytesRead()).isZero();
    assertThat(bytes.read(4 * MIB - 5, new byte[9], 0, 9)).isEqualTo(5);
    assertThat(bytes.bytesRead()).isEqualTo(4 * MIB);
    assertThat(bytes.read(Long.MAX_VALUE, new byte[9], 0, 9)).isZero();
  }

  @Test
  void aStreamThatEndsEarlyGivesWhatItHad() {
    var bytes = DiskBytes.of(counting(1000), MIB);

    assertThat(bytes.read(990, new byte[20], 0, 20)).isEqualTo(10);
    assertThat(bytes.read(2000, new byte[20], 0, 20)).isZero();
    assertThat(bytes.failure()).isEmpty();
  }

  @Test
  void aStreamThatFailsEndsThereAndSaysWhy() {
    var bytes = DiskBytes.of(new SequenceInputStream(counting(1000), new FailingStream()), MIB);

    assertThat(bytes.read(990, new byte[20], 0, 20)).isEqualTo(10);
    assertThat(bytes.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage("cut off"));
  }

  @Test
  void aWholeDiskIsReadFromAStreamAsFromMemory() {
    var image =
        DiskImage.of(2 * MIB, MIB * 100L)
            .mbr(0x1234)
            .entry(0, 0, 0x83, 2048, 10_000)
            .ext3(MIB, "aaaaaaaa-0000-4000-8000-000000000001", "BACKUP-01", 1000, 100);
    var reader = new DiskReader();

    var streamed = reader.read(DiskBytes.of(new ByteArrayInputStream(image.array()), MIB * 100L));

    assertThat(streamed).isEqualTo(reader.read(image.disk()));
    assertThat(streamed.filesystems()).hasSize(1);
  }

  private static InputStream counting(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) i;
    }
    return new ByteArrayInputStream(bytes);
  }

  private static final class FailingStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("cut off");
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      throw new IOException("cut off");
    }
  }
}
