package io.xendisk.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.Exit;
import io.xendisk.xenapi.PoolException.NotSent;
import io.xendisk.xenapi.PoolException.Rejected;
import io.xendisk.xenapi.PoolException.ReplyLost;
import io.xendisk.xenapi.XenError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between here and the pool, in the ids and exit codes of the contract. */
class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, unreachable, UNREACHABLE",
    "TIMED_OUT, unreachable, UNREACHABLE",
    "NO_MASTER, unreachable, UNREACHABLE",
    "FOREIGN_ADDRESS, unreachable, UNREACHABLE",
    "UNTRUSTED, certificate-not-trusted, CREDENTIALS",
    "TLS, tls-failed, CREDENTIALS",
    "TOO_LARGE, request-too-large, FAILED",
    "INTERRUPTED, interrupted, INTERRUPTED",
  })
  void tellsWhatWasNotSent(NotSent.Reason reason, String id, Exit exit) {
    var failure = Failures.of(new NotSent("VBD.plug", "xs1:443", reason, "a reason", null));

    assertThat(failure.explanation().id()).isEqualTo(id);
    assertThat(failure.explanation().exit()).isEqualTo(exit);
    assertThat(failure.poolError()).isNull();
  }

  @ParameterizedTest
  @EnumSource(NotSent.Reason.class)
  void hasAnAdviceForEverythingThatWasNotSent(NotSent.Reason reason) {
    var failure = Failures.of(new NotSent("VBD.plug", "xs1:443", reason, "a reason", null));

    assertThat(failure.explanation().message()).isNotBlank();
    assertThat(failure.explanation().advice()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "SESSION_AUTHENTICATION_FAILED, wrong-password, CREDENTIALS",
    "SESSION_AUTHORIZATION_FAILED, not-permitted, CREDENTIALS",
    "RBAC_PERMISSION_DENIED, not-permitted, CREDENTIALS",
    "HOST_STILL_BOOTING, unreachable, UNREACHABLE",
    "SESSION_INVALID, session-lost, PARTLY",
    "MESSAGE_METHOD_UNKNOWN, pool-too-old, REFUSED",
    "VDI_IN_USE, pool-refused, FAILED",
    "A_CODE_OF_TOMORROW, pool-refused, FAILED",
  })
  void tellsWhatThePoolRefusedInThePoolsOwnWordsToo(String code, String id, Exit exit) {
    var failure =
        Failures.of(new Rejected("VBD.plug", "xs1:443", new XenError(code, List.of("p1", "p2"))));

    assertThat(failure.explanation().id()).isEqualTo(id);
    assertThat(failure.explanation().exit()).isEqualTo(exit);
    assertThat(failure.explanation().advice()).isNotBlank();
    assertThat(failure.poolError()).isEqualTo(new Failure.PoolError(code, List.of("p1", "p2")));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_XENAPI, not-a-pool, UNREACHABLE",
    "HTTP_STATUS, not-a-pool, UNREACHABLE",
    "TIMED_OUT, answer-lost, PARTLY",
    "DISCONNECTED, answer-lost, PARTLY",
    "MALFORMED, answer-lost, PARTLY",
    "TOO_LARGE, answer-lost, PARTLY",
    "INTERRUPTED, interrupted, INTERRUPTED",
  })
  void tellsThatAnAnswerWasLost(ReplyLost.Reason reason, String id, Exit exit) {
    var failure = Failures.of(new ReplyLost("VBD.create", "xs1:443", reason, "a reason", null));

    assertThat(failure.explanation().id()).isEqualTo(id);
    assertThat(failure.explanation().exit()).isEqualTo(exit);
    assertThat(failure.explanation().advice()).isNotBlank();
  }
}
