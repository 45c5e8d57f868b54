package io.xendisk.domain.start;

import io.xendisk.domain.Exit;
import io.xendisk.domain.guard.Intent;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a VBD on a removable disk when its VM is to start. */
public sealed interface KeptVerdict {
  /** It is the disk that the VM had: the VM starts with it. */
  record Stays() implements KeptVerdict {}

  /** It is taken away before the start; {@code words} say why, for a person. */
  record Goes(Why why, String words) implements KeptVerdict {}

  /** Somebody else made it, and nothing speaks for it: it is theirs to take away. */
  record NotOurs(String words) implements KeptVerdict {}

  /** Why a VBD of ours goes. */
  enum Why {
    ASKED_TO_GO(Exit.DONE, null),
    UNTIL_SHUTDOWN(Exit.DONE, null),
    GUARDED(Exit.DONE, Intent.Why.GUARDED),
    NEVER_HAD(Exit.DONE, Intent.Why.FORBIDDEN),
    ABSENT(Exit.PARTLY, null),
    ELSEWHERE(Exit.PARTLY, null),
    NOT_PROVED(Exit.PARTLY, null),
    ANOTHER_DISK(Exit.IDENTITY, null);

    private final Exit exit;
    private final Intent.@Nullable Why intent;

    Why(Exit exit, Intent.@Nullable Why intent) {
      this.exit = exit;
      this.intent = intent;
    }

    /** As it stands in JSON: {@code another-disk}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How the start ends that went without it. */
    public Exit exit() {
      return exit;
    }

    /** The disk is put back after the boot, for this reason. */
    public Optional<Intent.Why> intent() {
      return Optional.ofNullable(intent);
    }
  }
}
