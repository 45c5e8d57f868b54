package io.xendisk.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit codes of the contract, to the number. */
class ExitTest {
  @ParameterizedTest
  @CsvSource({
    "DONE, 0",
    "FAILED, 1",
    "USAGE, 2",
    "REFUSED, 3",
    "CONFLICT, 4",
    "PENDING, 5",
    "NOT_SAFE_TO_PULL, 6",
    "IDENTITY, 7",
    "CREDENTIALS, 8",
    "PARTLY, 9",
    "UNREACHABLE, 69",
    "ABSENT, 75",
    "INTERRUPTED, 130",
  })
  void hasTheNumberThatScriptsRelyOn(Exit exit, int code) {
    assertThat(exit.code()).isEqualTo(code);
  }

  @Test
  void hasNoNumberTwice() {
    assertThat(Exit.values()).extracting(Exit::code).doesNotHaveDuplicates().hasSize(13);
  }
}
