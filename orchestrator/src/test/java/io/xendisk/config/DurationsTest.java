package io.xendisk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "0s, PT0S",
    "10m, PT10M",
    "1h30m, PT1H30M",
    "1h, PT1H",
    "7d, P7D",
    "8w, P56D",
    "1d2h3m4s, P1DT2H3M4S",
    "90m, PT90M",
    "999999999s, PT999999999S",
  })
  void readsDurationsAsPeopleWriteThem(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "90",
        "s",
        "1.5h",
        "-5s",
        "+5s",
        "5 s",
        " 5s",
        "5s ",
        "5S",
        "30m1h",
        "5s5s",
        "5ms",
        "PT5S",
        "1y",
        "9999999999s",
        "\u0665s",
        "5s\n",
      })
  void refusesWhatIsNoneAndSaysHowToWriteOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("'%s' is no duration; write it as 90s, 10m or 1h30m", text);
  }
}
