package io.xendisk.domain.host;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule that offers disks and that xendisk did not write. Immutable.
 *
 * @param path the file
 * @param line where the rule begins, from 1
 * @param lines how many lines of the file it takes
 * @param text the rule on one line
 */
public record HandMadeRule(String path, int line, int lines, String text, Set<Danger> dangers) {
  /** What may go wrong with it. */
  public enum Danger {
    /** It names disks by a pattern, such as {@code sd[b-z]}. */
    TOO_WIDE(FindingKind.RULES_TOO_WIDE),
    /** It names a disk by its kernel name. */
    BY_LETTER(FindingKind.RULES_BY_LETTER),
    /** It offers a disk whatever dom0 does with it. */
    UNCHECKED(FindingKind.RULES_UNCHECKED),
    /** It offers a partition. */
    PARTITION(FindingKind.RULES_PARTITION);

    private final FindingKind kind;

    Danger(FindingKind kind) {
      this.kind = kind;
    }

    public FindingKind kind() {
      return kind;
    }
  }

  private static final Pattern KERNEL = Pattern.compile("\\bKERNEL\\s*==\\s*\"([^\"]*)\"");

  /** What ties a rule to one disk whatever its letter. */
  private static final Pattern TIED =
      Pattern.compile(
          "\\b(KERNELS|ID|DEVPATH|ATTRS?\\{\\w+}|SYSFS\\{\\w+}|ENV\\{ID_(PATH|SERIAL\\w*|WWN\\w*)})"
              + "\\s*==");

  private static final Pattern GLOB = Pattern.compile("[*?\\[]");
  private static final Pattern PARTITION_NAME =
      Pattern.compile("[shv]d[a-z]+\\d+|nvme\\d+n\\d+p\\d+");
  private static final Pattern REMOVE = Pattern.compile("\\bACTION\\s*==\\s*\"remove\"");

  public HandMadeRule {
    dangers = Set.copyOf(dangers);
  }

  /**
   * @param checked whether the sharing check comes before it in the same file, as where a rule
   *     jumps
   */
  static HandMadeRule of(String path, int line, int lines, String text, boolean checked) {
    return new HandMadeRule(path, line, lines, text, dangers(text, checked));
  }

  /** Whether it only acts on a disk that is gone, which cannot be dangerous. */
  public boolean takesBack() {
    return REMOVE.matcher(text).find();
  }

  private static Set<Danger> dangers(String text, boolean checked) {
    var dangers = EnumSet.noneOf(Danger.class);
    if (REMOVE.matcher(text).find()) {
      return dangers;
    }
    boolean tied = TIED.matcher(text).find();
    var names = kernelNames(text);
    if (!tied && names.stream().anyMatch(name -> GLOB.matcher(name).find())) {
      dangers.add(Danger.TOO_WIDE);
    } else if (!tied && !names.isEmpty()) {
      dangers.add(Danger.BY_LETTER);
    }
    if (names.stream().anyMatch(name -> PARTITION_NAME.matcher(name).matches())) {
      dangers.add(Danger.PARTITION);
    }
    if (!checked) {
      dangers.add(Danger.UNCHECKED);
    }
    return dangers;
  }

  /** The disks that it is for, as far as it names them by one kernel name each. */
  public List<DiskMatch> disks() {
    return kernelNames(text).stream()
        .flatMap(name -> DiskMatch.parse("kernel " + name).stream())
        .toList();
  }

  private static List<String> kernelNames(String text) {
    var key = KERNEL.matcher(text);
    return key.find() ? List.of(key.group(1).split("\\|", -1)) : List.of();
  }
}
