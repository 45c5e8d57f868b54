package io.xendisk.domain.disk.contents;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.contents.Content.Unrecognised;
import org.junit.jupiter.api.Test;

/** What a mutated disk once broke: each stays here under the name of what went wrong. */
class HostileDisksTest {
  @Test
  void ntfsWithSectorsOfNoSizeIsUnrecognised() {
    var image =
        DiskImage.of(128 << 10, 1 << 30).text(3, "NTFS    ").u8(13, 8).i64(40, 1000).u8(64, 0xf6);

    var contents = new DiskReader().read(image.disk());

    assertThat(contents.contents()).hasExactlyElementsOfTypes(Unrecognised.class);
  }
}
