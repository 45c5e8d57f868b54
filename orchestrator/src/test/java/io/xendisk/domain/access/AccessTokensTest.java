package io.xendisk.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private static final Instant CREATED = Instant.parse("2026-11-25T21:00:00Z");

  private final String text = TokenText.token(new Random(1));
  private final AccessToken alice =
      new AccessToken("alice", Role.OPERATOR, CREATED, TokenText.hash(text));

  @Test
  void knowAgainWhoseATokenIsWithoutKeepingIt() {
    var lines = AccessTokens.with(alice, List.of("# who may"));

    assertThat(String.join("\n", lines)).doesNotContain(text);
    assertThat(AccessTokens.in(lines).matching(text)).contains(alice);
    assertThat(AccessTokens.in(lines).matching(text + "x")).isEmpty();
  }

  @Test
  void loseOneAndKeepWhateverElseStandsInTheFile() {
    var bob = new AccessToken("bob", Role.VIEWER, CREATED, TokenText.hash("other"));
    var lines = AccessTokens.with(bob, AccessTokens.with(alice, List.of("# who may", "rubbish")));

    assertThat(AccessTokens.without("alice", lines))
        .containsExactly("# who may", "rubbish", bob.line());
  }

  @Test
  void areNotLostToOneWrongLine() {
    assertThat(
            AccessTokens.in(
                    List.of(
                        "alice king 2026-11-25T21:00:00Z " + alice.hash(),
                        "alice viewer yesterday " + alice.hash(),
                        "alice viewer 2026-11-25T21:00:00Z 12",
                        alice.line()))
                .all())
        .containsExactly(alice);
  }

  @Test
  void areOfPeopleWhoseNamesFitIntoALine() {
    assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.checkName("two words"));
    assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.checkName(""));
    assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.checkName("x".repeat(65)));
  }

  @Test
  void giveEachRoleWhatThoseBeforeItMay() {
    assertThat(Role.SUPERVISOR.includes(Role.OPERATOR)).isTrue();
    assertThat(Role.OPERATOR.includes(Role.OPERATOR)).isTrue();
    assertThat(Role.VIEWER.includes(Role.OPERATOR)).isFalse();
    assertThat(Role.parse("viewer")).isEqualTo(Role.VIEWER);
    assertThatIllegalArgumentException().isThrownBy(() -> Role.parse("VIEWER"));
  }
}
