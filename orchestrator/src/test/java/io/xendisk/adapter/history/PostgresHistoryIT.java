package io.xendisk.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xendisk.domain.history.HistoryQuery;
import io.xendisk.domain.history.HistoryQuery.Filter;
import io.xendisk.port.History;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The history in PostgreSQL. */
class PostgresHistoryIT extends HistoryContract {
  private static Postgres postgres;

  @BeforeAll
  static void startServer() throws Exception {
    postgres = Postgres.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    postgres.close();
  }

  @Override
  History fresh() {
    var history = opened();
    var _ = history.forget(MONDAY.plus(Duration.ofDays(1)));
    return history;
  }

  private History opened() {
    return HistoryDatabase.postgres(
        new HistoryDatabase.Server(postgres.url(), postgres.user(), () -> "not-asked-for"));
  }

  @Test
  void twoServicesKeepTheSameOnce() {
    try (var one = opened();
        var other = opened()) {
      one.keep(List.of(entry("a", MONDAY)));
      other.keep(List.of(entry("a", MONDAY), entry("b", MONDAY)));

      assertThat(one.find(new HistoryQuery(Filter.ALL, null, 9))).hasSize(2);
    }
  }

  @Test
  void aServerThatIsStoppedIsSaidAndIsThereAgainAfterwards() throws Exception {
    try (var history = opened()) {
      history.keep(List.of(entry("a", MONDAY)));
      postgres.stop();

      assertThatThrownBy(() -> history.keep(List.of(entry("b", MONDAY))))
          .isInstanceOf(History.Unavailable.class)
          .hasMessageNotContaining("not-asked-for");
      assertThatThrownBy(this::opened).isInstanceOf(History.Unavailable.class);

      postgres.again();
      history.keep(List.of(entry("b", MONDAY)));
      assertThat(history.find(new HistoryQuery(Filter.ALL, null, 9))).hasSize(2);
    } finally {
      if (!isUp()) {
        postgres.again();
      }
    }
  }

  private boolean isUp() {
    try (var history = opened()) {
      return !history.place().isEmpty();
    } catch (History.Unavailable e) {
      return false;
    }
  }
}
