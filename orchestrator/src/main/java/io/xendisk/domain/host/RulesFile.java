package io.xendisk.domain.host;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rules file of ours: where it goes, and its lines. It begins with a mark, the sum of what
 * follows and the disks that it is for, so that a later look can tell whose it is and whether
 * somebody edited it. Immutable.
 */
public record RulesFile(String path, List<RuleLine> lines) {
  /**
   * Where our rules are on every release. No package owns it; it sorts after the product's own
   * {@code 50-udev.rules} and {@code 58-xapi.rules} (facts §5.7).
   */
  public static final String PATH = "/etc/udev/rules.d/59-xendisk.rules";

  static final String MARK = "# Made by xendisk";
  static final String SUM = "# Sum: ";
  static final String DISK = "# Disk: ";
  private static final int SUM_LENGTH = 16;

  public RulesFile {
    lines = List.copyOf(lines);
  }

  /** The file with this mark, these disks and these rules. */
  static RulesFile of(String mark, List<DiskMatch> disks, List<RuleLine> rules) {
    var body =
        Stream.concat(
                disks.stream().map(disk -> RuleLine.plain(DISK + disk.words())), rules.stream())
            .toList();
    var lines =
        Stream.concat(
                Stream.of(RuleLine.plain(MARK + " " + mark), RuleLine.plain(SUM + sum(text(body)))),
                body.stream())
            .toList();
    return new RulesFile(PATH, lines);
  }

  /** What the file holds. */
  public String text() {
    return text(lines);
  }

  /** The sum by which a baseline remembers this file. */
  public String sum() {
    return sum(text());
  }

  /** The sum of any rules file's text. */
  public static String sum(String text) {
    return Hashing.sha256()
        .hashString(text, StandardCharsets.UTF_8)
        .toString()
        .substring(0, SUM_LENGTH);
  }

  /** Whether a text is a file of ours, be it edited or not. */
  public static boolean isOurs(String text) {
    return text.startsWith(MARK);
  }

  /** Whether a text is a file of ours as it was written. */
  public static boolean isWhole(String text) {
    var parts = text.split("\n", 3);
    return isOurs(text)
        && parts.length == 3
        && parts[1].startsWith(SUM)
        && parts[1].substring(SUM.length()).equals(sum(parts[2]));
  }

  /** The disks that a file of ours is for. */
  public static List<DiskMatch> disksIn(String text) {
    return text.lines()
        .filter(line -> line.startsWith(DISK))
        .map(line -> DiskMatch.parse(line.substring(DISK.length())))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String text(List<RuleLine> lines) {
    return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
  }
}
