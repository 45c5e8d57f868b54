package io.xendisk.domain.hook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hooks of one VM; null where there is none. Immutable. */
public record VmHooks(
    @Nullable Hook beforeDetach, @Nullable Hook afterAttach, @Nullable Hook usage) {
  public static final VmHooks NONE = new VmHooks(null, null, null);

  /** The hook of a moment. */
  public Optional<Hook> at(HookMoment moment) {
    return Optional.ofNullable(
        switch (moment) {
          case BEFORE_DETACH -> beforeDetach;
          case AFTER_ATTACH -> afterAttach;
          case USAGE -> usage;
        });
  }
}
