package io.xendisk.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.access.AccessToken;
import io.xendisk.domain.access.AccessTokens;
import io.xendisk.domain.access.Role;
import io.xendisk.domain.access.TokenText;
import io.xendisk.port.PrivateFile;
import io.xendisk.testing.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WebSessionsTest {
  private final TurnedTime time = new TurnedTime();
  private final AccessToken alice =
      new AccessToken("alice", Role.OPERATOR, Instant.EPOCH, TokenText.hash("token"));
  private final Lines file = new Lines();
  private final WebSessions sessions = new WebSessions(new TokenBook(file), time, new Random(1));

  WebSessionsTest() {
    file.change(lines -> AccessTokens.with(alice, lines));
  }

  @Test
  void knowABrowserAgainAsLongAsItIsUsed() {
    var cookie = sessions.begin(alice);

    time.turn(Duration.ofHours(11));
    assertThat(sessions.of(cookie)).map(WebSessions.Open::token).contains(alice);
    time.turn(Duration.ofHours(11));
    assertThat(sessions.of(cookie)).isPresent();
    time.turn(Duration.ofHours(13));
    assertThat(sessions.of(cookie)).isEmpty();
  }

  @Test
  void endWithTheirToken() {
    var cookie = sessions.begin(alice);

    file.change(lines -> AccessTokens.without("alice", lines));

    assertThat(sessions.of(cookie)).isEmpty();
  }

  @Test
  void endWhenSomebodyLogsOut() {
    var cookie = sessions.begin(alice);
    var other = sessions.begin(alice);

    sessions.end(cookie);

    assertThat(sessions.of(cookie)).isEmpty();
    assertThat(sessions.of(other)).isPresent();
  }

  @Test
  void areOnlySoMany() {
    var first = sessions.begin(alice);
    var cookies = new ArrayList<String>();
    for (int i = 0; i < 1000; i++) {
      cookies.add(sessions.begin(alice));
    }

    assertThat(sessions.of(first)).isEmpty();
    assertThat(sessions.of(cookies.getFirst())).isPresent();
  }

  /** A file that is in memory. */
  private static final class Lines implements PrivateFile {
    private List<String> lines = List.of();

    @Override
    public String place() {
      return "memory";
    }

    @Override
    public List<String> lines() {
      return lines;
    }

    @Override
    public void change(UnaryOperator<List<String>> change) {
      lines = List.copyOf(change.apply(lines));
    }
  }
}
