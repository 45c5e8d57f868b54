package io.xendisk.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.RotationProblems;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every problem of a rotation says what failed, why, and what to do next. */
class RotationAdviceTest {
  @Test
  void explainsEveryKindOfProblem() {
    assertThat(RotationProblems.all().stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.<Class<?>>asList(RotationProblem.class.getPermittedSubclasses()));

    for (var problem : RotationProblems.all()) {
      var words = RotationAdvice.on(problem);

      assertThat(words.id()).matches("[a-z-]+");
      assertThat(words.message()).isNotBlank().doesNotContain("null").doesNotEndWith(".");
      assertThat(words.advice()).as(words.id()).matches("(?s).*[.]$").doesNotContain("null");
    }
  }
}
