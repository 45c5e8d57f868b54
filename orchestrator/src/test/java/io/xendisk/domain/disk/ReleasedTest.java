package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.testing.SeededText;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Safety rule R11: the mark that a person was told that the disk may be pulled. */
class ReleasedTest {
  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(100);
  }

  @Test
  void saysWhenAndByWhom() {
    assertThat(new Released(NOW, "operator@backup1").text())
        .isEqualTo("1;since=2026-11-22T09:00:00Z;by=operator@backup1");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWrote(SeededText texts) {
    var released = new Released(NOW, texts.next());

    assertThat(Released.parse(released.text())).isEqualTo(released);
  }

  /** One that cannot be read still keeps everybody away from the disk. */
  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "2;since=x", "1;since=yesterday;by=me", "1;by=me"})
  void isAMarkOfUnknownDateWhereItCannotBeRead(String text) {
    assertThat(Released.parse(text)).isEqualTo(new Released(Instant.EPOCH, "unknown"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsOnWhateverText(SeededText texts) {
    assertThat(Released.parse(texts.next())).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theNoteOfAFailedReadIsReadBackToo(SeededText texts) {
    var unreadable =
        new Unreadable(
            NOW, texts.next(), new Stamp(texts.next(), 2_000_398_934_016L, texts.next()));

    assertThat(Unreadable.parse(unreadable.text())).contains(unreadable);
    assertThat(Unreadable.parse("3;" + texts.next())).isEmpty();
  }
}
