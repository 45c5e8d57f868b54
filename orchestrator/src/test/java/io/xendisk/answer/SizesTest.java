package io.xendisk.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it changes the locale of the whole JVM")
class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1, 1 B",
    "512, 512 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "8589934592, 8.6 GB",
    "160041885696, 160 GB",
    "1000204886016, 1.0 TB",
    "2000398934016, 2.0 TB",
    "18000207937536, 18 TB",
    "9223372036854775807, 9223 PB",
  })
  void tellsASizeAsItIsPrintedOnTheDisk(long bytes, String words) {
    assertThat(Sizes.words(bytes)).isEqualTo(words);
  }

  @Test
  void tellsItTheSameInEveryCountry() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(Sizes.words(2_000_398_934_016L)).isEqualTo("2.0 TB");
    } finally {
      Locale.setDefault(before);
    }
  }
}
