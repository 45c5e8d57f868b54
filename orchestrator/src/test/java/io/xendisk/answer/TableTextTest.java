package io.xendisk.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {
  @Test
  void laysColumnsOutTwoBlanksApart() {
    var lines =
        TableText.of(
            List.of("HOST", "LABEL", "VM"),
            List.of(List.of("xs1", "BACKUP-01", "-"), List.of("xenserver2", "-", "nas01")));

    assertThat(lines)
        .containsExactly(
            "HOST        LABEL      VM", //
            "xs1         BACKUP-01  -", //
            "xenserver2  -          nas01");
  }

  @Test
  void leavesNoBlanksAtTheEndOfALine() {
    var lines = TableText.of(List.of("A", "B"), List.of(List.of("x", ""), List.of("", "y")));

    assertThat(lines).containsExactly("A  B", "x", "   y");
  }

  @Test
  void printsTheHeaderOfAnEmptyTable() {
    assertThat(TableText.of(List.of("HOST", "VM"), List.of())).containsExactly("HOST  VM");
  }

  @Test
  void refusesARowThatIsLongerOrShorterThanItsHeader() {
    assertThatThrownBy(() -> TableText.of(List.of("A"), List.of(List.of("1", "2"))))
        .hasMessageContaining("2 cells under a header of 1");
  }
}
