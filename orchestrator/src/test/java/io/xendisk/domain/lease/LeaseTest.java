package io.xendisk.domain.lease;

import static io.xendisk.testing.DiskBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.SeededText;
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
    var process = new ProcessMark("backup1", "0b6c pid:[4026531836]", 4711, "98765");

    assertThat(new Lease("operator@backup1", "attach", "0123abcd", process, NOW).text())
        .isEqualTo(
            "1;owner=operator@backup1;operation=attach;token=0123abcd;taken=2026-11-22T09:00:00Z"
                + ";machine=backup1;boot=0b6c pid:%5B4026531836%5D;pid=4711;started=98765");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackWhatItWrote(SeededText texts) {
    var process = new ProcessMark(texts.next(), texts.next(), 1, texts.next());
    var lease = new Lease(texts.next(), texts.next(), texts.next(), process, NOW);
    var withoutProcess = new Lease(texts.next(), texts.next(), texts.next(), null, NOW);

    assertThat(Lease.parse(lease.text())).isEqualTo(lease);
    assertThat(Lease.parse(withoutProcess.text())).isEqualTo(withoutProcess);
  }

  @Test
  void staysFarBelowWhatARecordShouldCarry() {
    var process = new ProcessMark("a".repeat(64), "b".repeat(60), Long.MAX_VALUE, "9".repeat(20));
    var lease =
        new Lease("operator@" + "a".repeat(64), "force-detach", "f".repeat(32), process, NOW);

    assertThat(lease.text().length()).isLessThan(1024);
  }

  /** Somebody wrote it: only a person can say that it is void. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "2;owner=a;operation=b;token=c;taken=2020-01-01T00:00:00Z",
        "1;owner=a;operation=b;token=c",
        "1;owner=a;operation=b;token=c;taken=soon",
        "1;owner=a;operation=b;taken=2020-01-01T00:00:00Z",
        "1;owner=%zz;operation=b;token=c;taken=2020-01-01T00:00:00Z",
        "1;owner=a;operation=b;token=c;taken=2020-01-01T00:00:00Z;machine=m;boot=b;pid=x;started=1",
      })
  void isALeaseWithoutEndWhereItCannotBeRead(String text) {
    var lease = Lease.parse(text);

    assertThat(lease.isReadable()).isFalse();
    assertThat(lease.token()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsOnWhateverText(SeededText texts) {
    assertThat(Lease.parse(texts.next())).isNotNull();
    assertThat(Lease.parse("1;" + texts.next())).isNotNull();
  }
}
