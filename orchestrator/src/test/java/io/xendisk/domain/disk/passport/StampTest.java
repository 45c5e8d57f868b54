package io.xendisk.domain.disk.passport;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.Fields;
import io.xendisk.testing.SeededText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Safety rule R1: evidence is tied to its moment. */
class StampTest {
  private static final Stamp STAMP = new Stamp("2026-11-22T04:00:00Z", 512, "1767168000.");

  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(50);
  }

  @Test
  void isWholeOnlyWithAllThreeParts() {
    assertThat(STAMP.isWhole()).isTrue();
    assertThat(new Stamp("", 512, "1767168000.").isWhole()).isFalse();
    assertThat(new Stamp("2026-11-22T04:00:00Z", 0, "1767168000.").isWhole()).isFalse();
    assertThat(new Stamp("2026-11-22T04:00:00Z", -1, "1767168000.").isWhole()).isFalse();
    assertThat(new Stamp("2026-11-22T04:00:00Z", 512, "").isWhole()).isFalse();
  }

  /** Equal as the pool wrote them: one and the same moment in another spelling is another. */
  @Test
  void isAnotherIfAnyPartIsWrittenInAnotherWay() {
    assertThat(STAMP)
        .isNotEqualTo(new Stamp("2026-11-22T04:00:00.0Z", 512, "1767168000."))
        .isNotEqualTo(new Stamp("2026-11-22T04:00:00Z", 513, "1767168000."))
        .isNotEqualTo(new Stamp("2026-11-22T04:00:00Z", 512, "1767168000"));
  }

  @Test
  void holdsOnlyAtTheSameMomentAndNeverWithAPartMissing() {
    var noHotplug = new Stamp("", 512, "1767168000.");

    assertThat(STAMP.holdsAt(new Stamp("2026-11-22T04:00:00Z", 512, "1767168000."))).isTrue();
    assertThat(STAMP.holdsAt(new Stamp("2026-11-22T04:00:00Z", 512, "1767168001."))).isFalse();
    assertThat(noHotplug.holdsAt(noHotplug)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWrote(SeededText texts) {
    var stamp = new Stamp(texts.next(), texts.random().nextLong(), texts.next());

    var text = stamp.into(Fields.ofVersion(1)).text();

    assertThat(Fields.read(text, 1, Stamp::from)).contains(stamp);
  }
}
