package io.xendisk.domain.custody;

import com.google.common.hash.Hashing;
import io.xendisk.domain.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A line of the log: {@code SHA-256 TEXT}, where the text holds the hash of the line before, so
 * that each line stands for all before it. Immutable.
 *
 * @param number from 1 on, without a gap
 * @param after the hash of the line before; {@link #START} for the first
 */
public record LogLine(long number, Handover handover, String after) {
  public static final String KEY = "xendisk:log:";
  public static final String START = "0".repeat(64);

  private static final int VERSION = 1;

  /** The line that comes after this one. */
  public LogLine next(Handover next) {
    return new LogLine(number + 1, next, hash());
  }

  /** The first line of a pool. */
  public static LogLine first(Handover handover) {
    return new LogLine(1, handover, START);
  }

  /** What is hashed. */
  String text() {
    return handover.into(Fields.ofVersion(VERSION).with("n", number)).with("after", after).text();
  }

  public String hash() {
    return hash(text());
  }

  private static String hash(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  /** The line as it is kept. */
  public String line() {
    var text = text();
    return hash(text) + " " + text;
  }

  /** The key of its note in the pool. */
  public String noteKey() {
    return KEY + number;
  }

  /** Whether a line holds the hash of its own text. */
  static boolean isWhole(String line) {
    var parts = line.split(" ", 2);
    return parts.length == 2 && parts[0].equals(hash(parts[1]));
  }

  /** The line in a text, whatever its hash; nothing if it was not written in this form. */
  public static Optional<LogLine> read(String line) {
    var parts = line.split(" ", 2);
    return parts.length < 2
        ? Optional.empty()
        : Fields.read(
            parts[1],
            VERSION,
            fields ->
                new LogLine(
                    Long.parseLong(fields.require("n")),
                    Handover.from(fields),
                    fields.require("after")));
  }
}
