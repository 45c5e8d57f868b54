package io.xendisk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use accepts and refuses what the reader accepts and refuses. */
class ConfigSchemaTest {
  private static final Schema SCHEMA = schema();
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  private static Schema schema() {
    try (var in =
        Objects.requireNonNull(ConfigFile.class.getResourceAsStream("config.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(in, InputFormat.JSON);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> complaints(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Error::toString).toList();
  }

  @Test
  void acceptsTheExampleOfTheDocument() throws IOException {
    var example = EXAMPLE.matcher(Files.readString(Path.of("../docs/configuration.md")));
    assertThat(example.find()).isTrue();

    assertThat(complaints(example.group(1))).isEmpty();
  }

  private static String withSet(String set) {
    return """
    pools:
      lab:
        url: https://xs1
        rotations:
          offsite: {vm: nas01, %s}
    """
        .formatted(set);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disks: [A, B], swap: {every: week, on: friday, at: '18:00'}",
        "disks: A, swap: {every: month, on: 31}",
        "disks: [A, B], swap: {full: 85}, turn: least-recently-used",
        "disks: [A, B], swap: {dates: 2027-01-31}, off-site: 1",
        "disks: {monday: A, thursday: B}, turn: weekdays, swap: {at: '06:30'}",
        "disks: {daily: [A, B], weekly: [C], monthly: D}, turn: grandfather-father-son,"
            + " swap: {on: saturday}",
        "disks: [A, B], bays: 'xs1/2:0:0:0', swap: {every: 2 weeks}, overdue-after: 1w2d",
      })
  void acceptsWhatTheReaderAccepts(String set) throws IOException {
    assertThat(read(withSet(set)).pools()).containsKey("lab");

    assertThat(complaints(withSet(set))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disks: [A, B], swap: {evry: week}",
        "disks: [A, B], swap: {every: fortnight}",
        "disks: [A, B], swap: {every: week, on: freitag}",
        "disks: [A, B], swap: {every: week, at: 6pm}",
        "disks: [A, B], swap: {full: full}",
        "disks: [A, B], swap: {full: 101}",
        "disks: [A, B], swap: {every: week}, turn: round-robbin",
        "disks: [A, B], swap: {every: week}, wrong-turn: warn",
        "disks: [A, B], swap: {every: week}, unknown-disk: attach",
        "disks: [A, B], swap: {every: week}, overdue-after: soon",
        "disks: [A, B], swap: {every: week}, bays: [xs1]",
        "disks: [A, B], swap: {every: week}, off-site: one",
        "disks: {mondy: A}, turn: weekdays",
        "swap: {every: week}",
      })
  void refusesWhatTheReaderRefuses(String set) {
    assertThatThrownBy(() -> read(withSet(set))).isInstanceOf(ConfigException.class);

    assertThat(complaints(withSet(set))).isNotEmpty();
  }

  private Config read(String yaml) throws IOException {
    var file = Files.writeString(directory.resolve("config.yaml"), yaml);
    return ConfigFile.read(file, directory.resolve("known_hosts"));
  }
}
