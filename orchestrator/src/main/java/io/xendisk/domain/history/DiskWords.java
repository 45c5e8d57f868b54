package io.xendisk.domain.history;

import org.jspecify.annotations.Nullable;

/**
 * What a disk was called when something happened to it. Immutable.
 *
 * @param name as people call it, or as it was asked for
 * @param id its passport's id, else what it can be selected by
 */
public record DiskWords(@Nullable String name, @Nullable String id, @Nullable String vdi) {
  /** No disk. */
  public static final DiskWords NONE = new DiskWords(null, null, null);

  public DiskWords {
    name = Words.orNull(name);
    id = Words.orNull(id);
    vdi = Words.orNull(vdi);
  }
}
