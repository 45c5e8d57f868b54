package io.xendisk;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is counted, who may read it, and that the documents name nothing else. */
class MetricsIT {
  private static final Path DOCS = Path.of("../docs/metrics");
  private static final Pattern NAME = Pattern.compile("xendisk_[a-z_]+");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^xendisk_[a-z_]+");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}");

  @TempDir Path directory;

  @Test
  void everyMetricThatADocumentNamesIsThereAndEveryOneThatIsThereIsNamed() throws Exception {
    try (var pool =
        RotatedPool.running(directory, 3, "swap: {every: month, on: 28, full: 95%, stay: 20d}")) {
      growing(pool);
      try (var service = RunningService.startWith(pool.shell())) {
        var body = "{\"disk\":\"dev:xs1/sdd\",\"vm\":\"nas02\",\"ifHalted\":\"wait\"}";
        var begun =
            service.send(
                service
                    .request("/api/v1/pools/lab/attach")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
        var operation = begun.headers().firstValue("Location").orElseThrow();
        await("it waits")
            .until(() -> service.get(operation).body().contains("waiting for somebody to start"));
        service.send(service.request(operation).DELETE());
        service.get(operation + "?wait=25");
        pool.push("R-2", RotatedPool.OTHER_BAY);
        await("a change was seen and the rotation looked at")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  var text = service.get("/metrics").body();
                  return text.contains("xendisk_event_lag_seconds_count")
                      && text.contains("xendisk_rotation_days_to_full{");
                });
        pool.pull("R-2");
        await("the next disk is away")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> service.get("/metrics").body().contains("xendisk_rotation_days_to_overdue{"));

        var answer = service.get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(UUID.matcher(answer.body()).results().map(MatchResult::group)).isEmpty();
        assertThat(answer.body())
            .contains(
                "xendisk_pool_up{pool=\"lab\"} 1",
                "xendisk_pool_kept{pool=\"lab\"} 1",
                "xendisk_history_kept 1",
                "xendisk_history_dropped_total 0",
                "xendisk_operation_seconds_count{kind=\"attach\",outcome=\"cancelled\",pool=\"lab\"}",
                "xendisk_xenapi_call_seconds_count{method=\"event.from\",outcome=\"done\",pool=\"lab\"}",
                "route=\"/api/v1/operations/{id}\"");
        assertThat(answer.body().lines().filter(line -> line.matches("# HELP xendisk_\\S+ *")))
            .as("metrics that nobody explains")
            .isEmpty();
        var samples = names(SAMPLE, answer.body());
        assertThat(samples)
            .containsAll(names(NAME, Files.readString(DOCS.resolve("dashboard.json"))))
            .containsAll(expressions());
        assertThat(names(NAME, Files.readString(DOCS.resolve("README.md"))))
            .isEqualTo(
                samples.stream()
                    .map(name -> name.replaceFirst("_(count|sum|max|bucket)$", ""))
                    .collect(toCollection(TreeSet::new)));
      }
    }
  }

  /** Its disk is in, was measured a day ago, and is fuller now. */
  private void growing(RotatedPool pool) throws Exception {
    var said = directory.resolve("said");
    pool.configureVm("usage: {command: [cat, " + said + "]}");
    pool.push("R-1", RotatedPool.BAY);
    assertThat(pool.run("rotation", "in", "offsite", "R-1").exit()).isZero();
    Files.writeString(said, "800000000000 1200000000000");
    pool.run("rotation", "run", "offsite");
    pool.pool().clock().advance(Duration.ofDays(1));
    Files.writeString(said, "900000000000 1100000000000");
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  /** What the alert rules ask for; each has a name, a severity and says what to do. */
  private static Set<String> expressions() {
    var names = new TreeSet<String>();
    var rules = new YAMLMapper().readTree(DOCS.resolve("alerts.yaml")).at("/groups/0/rules");
    assertThat(rules).isNotEmpty();
    for (var rule : rules) {
      assertThat(rule.at("/alert").asString()).isNotBlank();
      assertThat(rule.at("/labels/severity").asString()).isIn("critical", "warning", "info");
      assertThat(rule.at("/annotations/action").asString()).isNotBlank();
      var asked = names(NAME, rule.at("/expr").asString());
      assertThat(asked).as("%s", rule).isNotEmpty();
      names.addAll(asked);
    }
    return names;
  }

  @Test
  void theDashboardAsksOnceInEachPanelAtLeast() {
    var dashboard = new ObjectMapper().readTree(DOCS.resolve("dashboard.json"));

    assertThat(dashboard.get("panels")).isNotEmpty();
    for (var panel : dashboard.get("panels")) {
      assertThat(names(NAME, panel.at("/targets/0/expr").asString())).as("%s", panel).isNotEmpty();
    }
  }

  @Test
  void aViewerReadsThemAndWithoutATokenNobodyDoesUnlessTheConfigurationSaysSo() throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      try (var service = RunningService.start(Shell.on(pool))) {
        var viewer = service.token("viewer", "prometheus");
        var request = service.anonymous("/metrics").header("Authorization", "Bearer " + viewer);

        assertThat(service.send(request).statusCode()).isEqualTo(200);
        assertThat(service.send(service.anonymous("/metrics")).statusCode()).isEqualTo(401);
      }
      var config = Files.writeString(directory.resolve("open.yaml"), "service: {metrics: open}\n");
      var shell = Shell.on(pool).with("XENDISK_CONFIG", config.toString());
      try (var service = RunningService.start(shell)) {
        var answer = service.send(service.anonymous("/metrics"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("xendisk_pool_up");
        assertThat(service.send(service.anonymous("/readyz")).statusCode()).isEqualTo(401);
      }
    }
  }
}
