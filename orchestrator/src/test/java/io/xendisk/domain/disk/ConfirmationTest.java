package io.xendisk.domain.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmationTest {
  private static final String SERIAL = "WD-WMAZA1000002";
  private static final String VDI = "7c1f0a2b-1111-2222-3333-444455556666";

  @ParameterizedTest
  @CsvSource({
    "000002, true",
    "'  1000002 ', true",
    "wmaza1000002, true",
    "WD-WMAZA1000002, true",
    "556666, true",
    "7c1f0a2b-1111-2222-3333-444455556666, true",
    "00002, false",
    "'', false",
    "WD-WMA, false",
    "000003, false",
  })
  void isTheEndOfTheSerialOrOfTheUuidAndSixCharactersAtLeast(String word, boolean fits) {
    assertThat(new Confirmation(word).fits(SERIAL, VDI)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"55556666, true", "000002, false"})
  void whereNoSerialIsKnownOnlyTheUuidCounts(String word, boolean fits) {
    assertThat(new Confirmation(word).fits(null, VDI)).isEqualTo(fits);
  }

  @Test
  void tellsHowTheNamesBeginAndNothingThatOneCouldConfirmBy() {
    for (@Nullable String serial : new String[] {SERIAL, "ABC1234", "AB", "", null}) {
      for (var shown : Confirmation.beginnings(serial, VDI)) {
        var word = shown.substring(0, shown.length() - "...".length());
        assertThat(new Confirmation(word).fits(serial, VDI)).as(shown).isFalse();
      }
    }
    assertThat(Confirmation.beginnings(SERIAL, VDI)).containsExactly("WD-WMAZA...", "7c1f0a2b...");
  }
}
