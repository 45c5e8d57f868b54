package io.xendisk.domain.dom0;

import io.xendisk.domain.host.RulesFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that shall hold another text. Immutable.
 *
 * @param before null where there is none yet
 * @param after null where it shall go
 */
public record FileChange(String path, @Nullable String before, @Nullable String after) {
  /** How many characters of a sum tell one old text from another. */
  private static final int SHORT = 8;

  /**
   * Where the old text is kept: beside the file, under a name that udev does not read and that
   * tells which text it is, so that keeping it twice is as good as once.
   */
  public Optional<String> backup() {
    return before == null
        ? Optional.empty()
        : Optional.of(path + ".before-" + RulesFile.sum(before).substring(0, SHORT));
  }

  /** The change as people read it. */
  public String diff() {
    return UnifiedDiff.of(path, before, after);
  }

  /** The way back. */
  public FileChange reversed() {
    return new FileChange(path, after, before);
  }
}
