package io.xendisk.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xendisk.testing.SeededText;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The seed is in the name of every case. */
class FieldsPropertyTest {
  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWrote(SeededText texts) {
    var fields = fields(texts);

    assertThat(Fields.parse(fields.text())).contains(fields);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void writesOnlyWhatXapiPassesOnUnchanged(SeededText texts) {
    assertThat(fields(texts).text()).matches("[\\x20-\\x7e]*");
  }

  /** Every value has one way to be written, so that equal facts can be compared as texts. */
  @ParameterizedTest
  @MethodSource("seeds")
  void writesEqualFieldsEqually(SeededText texts) {
    var text = fields(texts).text();

    assertThat(Fields.parse(text).map(Fields::text)).contains(text);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsOnWhateverText(SeededText texts) {
    for (var prefix : new String[] {"", "1", "1;", "1;a=", "1;a=%", "1;a=%4", "1;=", "1;a=b;a="}) {
      var text = prefix + texts.next();

      assertThatCode(() -> Fields.parse(text)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "x",
        "+1",
        "-1",
        "\u0661",
        "1.0",
        "99999999999",
        " 1",
        "1;",
        "1;a",
        "1;=b",
        "1;a=b;",
        "1;a=%",
        "1;a=%4",
        "1;a=%zz",
        "1;a=%+1",
        "1;a=%-1",
        "1;a=ä",
        "1;a=b;a=c",
      })
  void takesNothingForItsOwnThatItNeverWrites(String text) {
    assertThat(Fields.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2;a=b", "1;a=", "1;a=b=c", "1;a=%3B%3D%25%00%C3%A4"})
  void takesWhatItMayHaveWritten(String text) {
    assertThat(Fields.parse(text)).isPresent();
  }

  private static Fields fields(SeededText texts) {
    var values = new LinkedHashMap<String, String>();
    for (int i = texts.random().nextInt(6); i > 0; i--) {
      values.put("key" + i, texts.next());
    }
    return new Fields(texts.random().nextInt(Integer.MAX_VALUE), values);
  }
}
