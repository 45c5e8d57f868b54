package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.OwnNotes;
import io.xendisk.testing.WatchedPools;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test of the classes that ask for it: every pool that its commands worked on keeps the
 * invariants (one writer a disk, no VBD of ours that nobody means, no lease of the dead, no
 * attached VBD without its disk, no stuck guest), but for those that the test says it leaves broken
 * ({@link LeavesBehind}). Thread-safe.
 */
final class InvariantsHold implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext test) {
    var planted =
        Stream.concat(
                Stream.of(test.getRequiredTestMethod()),
                test.getRequiredTestInstances().getAllInstances().stream().map(Object::getClass))
            .flatMap(of -> Optional.ofNullable(of.getAnnotation(LeavesBehind.class)).stream())
            .flatMap(leaves -> Stream.of(leaves.value()))
            .map(Pattern::compile)
            .toList();
    for (var pool : WatchedPools.ofThisTest().all()) {
      assertThat(pool.violations(OwnNotes.OF_XENDISK))
          .as("invariants after the test")
          .allMatch(what -> planted.stream().anyMatch(breach -> breach.matcher(what).find()));
    }
  }
}
