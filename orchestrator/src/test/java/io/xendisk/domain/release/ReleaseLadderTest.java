package io.xendisk.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what is made of each answer, row by row. */
class ReleaseLadderTest {
  private static final int ASKED_AT_MOST = 40;

  /**
   * What a ladder says to the same answer given again and again: {@code *} goes on for ever, a
   * number is the pause in seconds.
   */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DEVICE_ALREADY_DETACHED     |                                     | done
          DEVICE_DETACH_REJECTED      | VBD,r,                              | 5 10 20 40 60 *
          DEVICE_DETACH_TIMEOUT       | VBD,r                               | 5 5 guest_silent
          INTERNAL_ERROR              | xenopsd internal error: Watch.Timeout(300.) | 5 5 guest_silent
          INTERNAL_ERROR              | xenopsd internal error: Device_not_found | 5 5 pool_says_no
          OTHER_OPERATION_IN_PROGRESS | VBD,r,plug,task                     | 1 2 4 8 8 8 8 8 8 8 pool_busy
          OPERATION_NOT_ALLOWED       | Current operation on VM:r is clean_shutdown | 1 2 4 8 8 8 8 8 8 8 pool_busy
          OPERATION_NOT_ALLOWED       | VM states it does not support VBD hotplug. | pool_says_no
          VM_BAD_POWER_STATE          | r,running,halted                    | 1 2 4 8 8 8 8 8 8 8 pool_busy
          TOO_MANY_PENDING_TASKS      |                                     | 5 5 5 5 5 5 5 5 5 5 pool_busy
          TASK_GONE                   |                                     | 1 1 pool_says_no
          TASK_CANCELLED              | r                                   | pool_says_no
          VBD_NOT_UNPLUGGABLE         | r                                   | not_unpluggable
          HANDLE_INVALID              | VBD,r                               | disk_gone
          HANDLE_INVALID              | VDI,r                               | disk_gone
          SR_BACKEND_FAILURE_46       | ,The VDI is not available,          | disk_gone
          VDI_NOT_AVAILABLE           | r                                   | disk_gone
          VDI_MISSING                 | sr,r                                | disk_gone
          VM_MISSING_PV_DRIVERS       | r                                   | pool_says_no
          HOST_OFFLINE                | r                                   | pool_says_no
          RBAC_PERMISSION_DENIED      | vbd.unplug                          | pool_says_no
          A_CODE_OF_TOMORROW          |                                     | pool_says_no
          """)
  void answersTheSameAnswer(String code, @Nullable String parameters, String expected) {
    assertThat(answers(code, parameters == null ? List.of() : List.of(parameters.split(","))))
        .isEqualTo(expected.strip());
  }

  /** Facts §3.4.2: xapi does not delete the guest's refusal, and may read it again. */
  @Test
  void aRefusalWithinFiveSecondsOfAnEarlierRequestIsNotBelieved() {
    var ladder = new ReleaseLadder();

    var young = ladder.after("DEVICE_DETACH_REJECTED", List.of(), Duration.ofMillis(4999));
    var old = ladder.after("DEVICE_DETACH_REJECTED", List.of(), Duration.ofSeconds(5));

    assertThat(young)
        .isEqualTo(
            new NextMove.AskAgain(Duration.ofSeconds(5), NextMove.Because.REFUSAL_MAY_BE_OLD));
    assertThat(old)
        .as("the first that counts")
        .isEqualTo(new NextMove.AskAgain(Duration.ofSeconds(5), NextMove.Because.GUEST_REFUSED));
  }

  @Test
  void neverAsksTwiceWithinFiveSecondsOfARefusal() {
    assertThat(
            Stream.iterate(0, i -> i < 10, i -> i + 1)
                .map(_ -> new ReleaseLadder())
                .flatMap(
                    ladder ->
                        Stream.of(
                            ladder.after("DEVICE_DETACH_REJECTED", List.of(), Duration.ZERO),
                            ladder.after("DEVICE_DETACH_REJECTED", List.of(), null))))
        .allSatisfy(
            next ->
                assertThat(((NextMove.AskAgain) next).pause())
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(5)));
  }

  @Test
  void countsSilenceAndRefusalsApart() {
    var ladder = new ReleaseLadder();
    ladder.after("DEVICE_DETACH_TIMEOUT", List.of(), null);
    ladder.after("DEVICE_DETACH_REJECTED", List.of(), null);
    ladder.after("DEVICE_DETACH_TIMEOUT", List.of(), null);

    assertThat(ladder.after("DEVICE_DETACH_REJECTED", List.of(), null))
        .isEqualTo(new NextMove.AskAgain(Duration.ofSeconds(10), NextMove.Because.GUEST_REFUSED));
    assertThat(ladder.after("DEVICE_DETACH_TIMEOUT", List.of(), null))
        .isEqualTo(new NextMove.GiveUp(NextMove.Reason.GUEST_SILENT));
  }

  private static String answers(String code, List<String> parameters) {
    var ladder = new ReleaseLadder();
    var said = new ArrayList<String>();
    while (said.size() < ASKED_AT_MOST) {
      switch (ladder.after(code, parameters, null)) {
        case NextMove.Done _ -> {
          return joined(said, "done");
        }
        case NextMove.GiveUp(var reason) -> {
          return joined(said, reason.name().toLowerCase(java.util.Locale.ROOT));
        }
        case NextMove.AskAgain(var pause, _) -> said.add(Long.toString(pause.toSeconds()));
      }
    }
    var last = said.getLast();
    while (said.size() > 1 && said.get(said.size() - 2).equals(last)) {
      said.removeLast();
    }
    return joined(said, "*");
  }

  private static String joined(List<String> said, String end) {
    return (String.join(" ", said) + " " + end).strip();
  }
}
