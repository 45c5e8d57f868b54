package io.xendisk.domain.history;

import org.jspecify.annotations.Nullable;

/** What a VM was called when something happened to it. Immutable. */
public record VmWords(@Nullable String name, @Nullable String uuid) {
  /** No VM. */
  public static final VmWords NONE = new VmWords(null, null);

  public VmWords {
    name = Words.orNull(name);
    uuid = Words.orNull(uuid);
  }
}
