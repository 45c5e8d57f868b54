package io.xendisk.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.SeededText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class DocumentWriterTest {
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Named<SeededText>> seeds() {
    return SeededText.seeds(100);
  }

  @Test
  void writesJsonInOneLineAndKeepsTheOrder() {
    var document = document("disk", "BACKUP-01");
    document.put("size", 2_000_398_934_016L);
    document.put("used", 12);
    document.put("clean", true);
    document.put("vms", List.of(Map.of("name", "nas01"), "x"));
    Documents.put(document, "serial", null);
    document.put("readAt", Instant.parse("2026-11-22T05:00:00Z"));

    assertThat(DocumentWriter.json(document))
        .isEqualTo(
            "{\"disk\":\"BACKUP-01\",\"size\":2000398934016,\"used\":12,\"clean\":true,"
                + "\"vms\":[{\"name\":\"nas01\"},\"x\"],\"serial\":null,"
                + "\"readAt\":\"2026-11-22T05:00:00Z\"}");
  }

  @Test
  void writesYaml() {
    var document = document("disk", "BACKUP-01");
    document.put("vms", List.of("nas01"));
    Documents.put(document, "serial", null);

    assertThat(DocumentWriter.yaml(document))
        .isEqualTo("---\ndisk: \"BACKUP-01\"\nvms:\n- \"nas01\"\nserial: null");
  }

  /** A label of control characters must not break the document or move a terminal's cursor. */
  @ParameterizedTest
  @MethodSource("seeds")
  void writesWhateverStandsOnADiskSoThatItCanBeReadBack(SeededText texts) {
    var label = texts.next();

    var json = DocumentWriter.json(document("label", label));

    assertThat(json.lines()).hasSize(1);
    assertThat(json).doesNotContain("\0", "\u001b");
    assertThat(JSON.readTree(json).get("label").asString()).isEqualTo(label);
  }

  @Test
  void writesEmptyThings() {
    assertThat(DocumentWriter.json(Map.of())).isEqualTo("{}");
    assertThat(DocumentWriter.json(Map.of("steps", List.of()))).isEqualTo("{\"steps\":[]}");
  }

  private static Map<String, Object> document(String name, @Nullable String value) {
    var document = Documents.map();
    Documents.put(document, name, value);
    return document;
  }
}
