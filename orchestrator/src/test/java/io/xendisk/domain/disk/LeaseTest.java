package io.xendisk.domain.disk;

import static io.xendisk.testing.DiskBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.SeededText;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {
  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(100);
  }

  @Test
  void isOneLineThatAPersonCanRead() {
    assertThat(new Lease("operator@backup1", "attach", "0123abcd", NOW).text())
        .isEqualTo(
            "1;owner=operator@backup1;operation=attach;token=0123abcd;expires=2026-11-22T09:00:00Z");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWrote(SeededText texts) {
    var lease = new Lease(texts.next(), texts.next(), texts.next(), NOW);

    assertThat(Lease.parse(lease.text())).isEqualTo(lease);
  }

  @Test
  void isOverOnlyAfterTheMomentThatItNames() {
    var lease = new Lease("operator@backup1", "attach", "0123abcd", NOW);

    assertThat(lease.isOver(NOW.minusNanos(1))).isFalse();
    assertThat(lease.isOver(NOW)).isFalse();
    assertThat(lease.isOver(NOW.plusNanos(1))).isTrue();
    assertThat(lease.endsByItself()).isTrue();
  }

  /** Somebody wrote it: only a person can say that it is void. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "2;owner=a;operation=b;token=c;expires=2020-01-01T00:00:00Z",
        "1;owner=a;operation=b;token=c",
        "1;owner=a;operation=b;token=c;expires=soon",
        "1;owner=a;operation=b;expires=2020-01-01T00:00:00Z",
        "1;owner=%zz;operation=b;token=c;expires=2020-01-01T00:00:00Z",
      })
  void isALeaseWithoutEndWhereItCannotBeRead(String text) {
    var lease = Lease.parse(text);

    assertThat(lease.isOver(Instant.parse("9999-01-01T00:00:00Z"))).isFalse();
    assertThat(lease.endsByItself()).isFalse();
    assertThat(lease.token()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsOnWhateverText(SeededText texts) {
    assertThat(Lease.parse(texts.next())).isNotNull();
    assertThat(Lease.parse("1;" + texts.next())).isNotNull();
  }
}
