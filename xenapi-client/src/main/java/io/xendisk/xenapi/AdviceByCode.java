package io.xendisk.xenapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each error of a pool means here and what a person can do about it, in two lines. The words
 * stand in {@code advice.txt}, which is read when the first of them is needed. Immutable.
 */
final class AdviceByCode {
  private static final AdviceByCode TABLE = new AdviceByCode();

  private final Map<String, String> exact = new TreeMap<>();

  /** By the beginning of a code, the longest first. */
  private final TreeMap<String, String> families = new TreeMap<>();

  private AdviceByCode() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(AdviceByCode.class.getResourceAsStream("advice.txt")),
                StandardCharsets.UTF_8))) {
      String code = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("  ")) {
          (code.endsWith("*") ? families : exact)
              .merge(code.replace("*", ""), line.strip(), (one, two) -> one + "\n" + two);
        } else if (!line.startsWith("#")) {
          code = line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(XenError error) {
    return TABLE.advice(error.code()).replace("{role}", role(error));
  }

  private String advice(String code) {
    String known = exact.get(code);
    if (known != null) {
      return known;
    }
    // In this order whatever begins like another text comes after it.
    return families.headMap(code, true).descendingMap().entrySet().stream()
        .filter(family -> code.startsWith(family.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElseThrow();
  }

  /** The parameter is the permission that was missing; its place has not changed so far (§1.4). */
  private static String role(XenError error) {
    Optional<String> role =
        error.params().stream().map(Roles::neededFor).flatMap(Optional::stream).findFirst();
    return role.orElse("that holds this permission");
  }
}
