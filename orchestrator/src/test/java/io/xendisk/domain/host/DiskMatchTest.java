package io.xendisk.domain.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a person types ends a rule early, or makes it match more than one disk. */
class DiskMatchTest {
  static Stream<Arguments> refused() {
    Function<String, DiskMatch> bay = DiskMatch.ByBay::new;
    Function<String, DiskMatch> path = DiskMatch.ByIdPath::new;
    Function<String, DiskMatch> serial = DiskMatch.BySerial::new;
    Function<String, DiskMatch> kernel = DiskMatch.ByKernelName::new;
    return Stream.of(
        Arguments.of(bay, "2:0:0"),
        Arguments.of(bay, "2:0:0:*"),
        Arguments.of(bay, "2:0:0:0\n"),
        Arguments.of(path, "pci-*"),
        Arguments.of(path, "pci-0000:00:1f.2-ata-3|*"),
        Arguments.of(path, "pci-0000:00:1f.2-ata-3-part1"),
        Arguments.of(path, ""),
        Arguments.of(serial, "*"),
        Arguments.of(serial, "WD?"),
        Arguments.of(serial, "W[D]"),
        Arguments.of(serial, "A|B"),
        Arguments.of(serial, "A\", RUN+=\"/bin/rm"),
        Arguments.of(serial, "A\nKERNEL==\"sda\""),
        Arguments.of(serial, "A\\B"),
        Arguments.of(serial, "$env{X}"),
        Arguments.of(serial, "%k"),
        Arguments.of(serial, " "),
        Arguments.of(kernel, "sd[b-z]"),
        Arguments.of(kernel, "sd*"),
        Arguments.of(kernel, "sdb1"),
        Arguments.of(kernel, "nvme0n1p1"),
        Arguments.of(kernel, "md0"),
        Arguments.of(kernel, "/dev/sdb"));
  }

  @ParameterizedTest(name = "[{1}]")
  @MethodSource("refused")
  void aValueThatUdevWouldReadOtherwiseIsRefused(Function<String, DiskMatch> kind, String value) {
    assertThatThrownBy(() -> kind.apply(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was '");
  }

  @Test
  void blanksInASerialNumberAreWrittenAsUdevDoes() {
    assertThat(new DiskMatch.BySerial("  AB  12 ").value()).isEqualTo("AB_12");
  }

  @Test
  void itsWordsAreReadBack() {
    Stream.of(
            new DiskMatch.ByBay("2:0:0:0"),
            new DiskMatch.ByIdPath("pci-0000:00:1f.2-ata-3"),
            new DiskMatch.BySerial("WD-WCC4E1234567"),
            new DiskMatch.ByKernelName("nvme0n1"))
        .forEach(match -> assertThat(DiskMatch.parse(match.words())).contains(match));
    assertThat(DiskMatch.parse("serial *")).isEmpty();
    assertThat(DiskMatch.parse("letter sdb")).isEmpty();
    assertThat(DiskMatch.parse("sdb")).isEmpty();
  }
}
