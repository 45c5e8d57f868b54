package io.xendisk.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.answer.Failure;
import io.xendisk.answer.Failures;
import io.xendisk.answer.SshFailures;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.access.AccessAdvice;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.custody.CustodyAdvice;
import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.host.HostAdvice;
import io.xendisk.domain.rotation.RotationAdvice;
import io.xendisk.port.Dom0Exception;
import io.xendisk.port.Dom0Exception.Reason;
import io.xendisk.testing.AccessProblems;
import io.xendisk.testing.CustodyProblems;
import io.xendisk.testing.HostProblems;
import io.xendisk.testing.Problems;
import io.xendisk.testing.RotationProblems;
import io.xendisk.testing.RulesProblems;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.PoolException.NotSent;
import io.xendisk.xenapi.PoolException.Rejected;
import io.xendisk.xenapi.PoolException.ReplyLost;
import io.xendisk.xenapi.XenError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of exit codes in the documents and the code say the same, for every error id. */
class ExitCodesDocTest {
  private static final Path IDS = Path.of("../docs/exit-codes.md");
  private static final Path README = Path.of("../README.md");
  private static final Pattern ROW = Pattern.compile("^\\| (\\d+)[ ,\\d]* \\|([^|]*)\\|.*");
  private static final Pattern ID = Pattern.compile("`([a-z0-9-]+)`");

  /** Ids that are made where no pool is involved. */
  private static final Map<String, Exit> OF_THE_COMMAND_LINE =
      Map.ofEntries(
          Map.entry("cannot-listen", Exit.USAGE),
          Map.entry("certificate-unusable", Exit.USAGE),
          Map.entry("usage", Exit.USAGE),
          Map.entry("vbd-unknown", Exit.USAGE),
          Map.entry("disk-is-another", Exit.IDENTITY),
          Map.entry("disk-not-proved", Exit.PARTLY),
          Map.entry("no-password", Exit.CREDENTIALS),
          Map.entry("timeout", Exit.PENDING),
          Map.entry("bad-request", Exit.USAGE),
          Map.entry("not-found", Exit.USAGE),
          Map.entry("method-not-allowed", Exit.USAGE),
          Map.entry("body-too-large", Exit.USAGE),
          Map.entry("idempotency-key-reused", Exit.REFUSED),
          Map.entry("not-as-seen", Exit.CONFLICT),
          Map.entry("finding-unknown", Exit.CONFLICT),
          Map.entry("too-many-operations", Exit.CONFLICT),
          Map.entry("too-many-listeners", Exit.CONFLICT),
          Map.entry("service-ended", Exit.PARTLY),
          Map.entry("history-unavailable", Exit.UNREACHABLE),
          Map.entry("service-unreachable", Exit.UNREACHABLE));

  @Test
  void everyErrorIdIsInTheTableUnderItsExitCode() throws IOException {
    assertThat(documented()).isEqualTo(known());
  }

  @Test
  void everyExitCodeIsInTheReadme() throws IOException {
    var readme = Files.readString(README);

    for (var exit : Exit.values()) {
      assertThat(readme).containsPattern("\\| %d +\\|".formatted(exit.code()));
    }
  }

  private static Map<String, Integer> documented() throws IOException {
    var ids = new HashMap<String, Integer>();
    for (var line : Files.readAllLines(IDS)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        ID.matcher(row.group(2))
            .results()
            .forEach(id -> ids.put(id.group(1), Integer.valueOf(row.group(1))));
      }
    }
    return ids;
  }

  private static Map<String, Integer> known() {
    var ids =
        Stream.concat(
                Stream.of(
                        Problems.all().stream().map(Advice::on),
                        RotationProblems.all().stream().map(RotationAdvice::on),
                        HostProblems.all().stream().map(HostAdvice::on),
                        CustodyProblems.all().stream().map(CustodyAdvice::on),
                        RulesProblems.all().stream().map(RulesAdvice::on),
                        AccessProblems.all().stream().map(AccessAdvice::on),
                        sshFailures().map(Failure::explanation))
                    .flatMap(family -> family),
                failures().map(Failures::of).map(Failure::explanation))
            .collect(toMap(Explanation::id, problem -> problem.exit().code(), (a, b) -> a));
    OF_THE_COMMAND_LINE.forEach((id, exit) -> ids.put(id, exit.code()));
    return ids;
  }

  private static Stream<Failure> sshFailures() {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason != Reason.INTERRUPTED)
        .map(
            reason -> {
              try {
                return SshFailures.of(new Dom0Exception(reason, "a reason", "advice"));
              } catch (InterruptedException e) {
                throw new AssertionError(reason + " is no interrupt", e);
              }
            });
  }

  private static Stream<PoolException> failures() {
    var notSent =
        Arrays.stream(NotSent.Reason.values())
            .<PoolException>map(why -> new NotSent("VBD.plug", "xs1", why, "a reason", null));
    var lost =
        Arrays.stream(ReplyLost.Reason.values())
            .<PoolException>map(why -> new ReplyLost("VBD.plug", "xs1", why, "a reason", null));
    var rejected =
        Stream.of(
                "SESSION_AUTHENTICATION_FAILED",
                "RBAC_PERMISSION_DENIED",
                "HOST_STILL_BOOTING",
                "MESSAGE_METHOD_UNKNOWN",
                "SESSION_INVALID",
                "SR_BACKEND_FAILURE_46")
            .<PoolException>map(
                code -> new Rejected("VBD.plug", "xs1", new XenError(code, List.of())));
    return Stream.of(notSent, lost, rejected).flatMap(failure -> failure);
  }
}
