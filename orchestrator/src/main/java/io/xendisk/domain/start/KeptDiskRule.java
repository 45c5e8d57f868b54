package io.xendisk.domain.start;

import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.KeepNote;
import io.xendisk.domain.guard.GuardMark;
import io.xendisk.domain.start.KeptVerdict.Goes;
import io.xendisk.domain.start.KeptVerdict.NotOurs;
import io.xendisk.domain.start.KeptVerdict.Stays;
import io.xendisk.domain.start.KeptVerdict.Why;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a VM may start with a disk that it keeps (safety rule R12): only with the very disk that
 * it had, by what was read of it in this boot of its host, and only if it had it before. Pure.
 */
public final class KeptDiskRule {
  /** A failing drive is no other disk: the VM has it already. */
  private static final IdentityRule.Consent HAD_IT = new IdentityRule.Consent(false, true);

  private final IdentityRule identity = new IdentityRule();

  /** The verdict on one VBD of a VM that is to start, on a disk that was read if it could be. */
  public KeptVerdict verdict(Disk disk, Attachment vbd, Vm vm) {
    var against = against(disk, vbd, vm);
    if (vbd.isOurs()) {
      return against.isPresent() ? against.get() : new Stays();
    }
    return against.isPresent() ? new NotOurs(against.get().words()) : new Stays();
  }

  private Optional<Goes> against(Disk disk, Attachment vbd, Vm vm) {
    if (vbd.releasing()) {
      return goes(Why.ASKED_TO_GO, "its release was asked for");
    }
    if (vbd.kept() != null && vbd.kept().keep() == Keep.UNTIL_SHUTDOWN) {
      return goes(Why.UNTIL_SHUTDOWN, "it was attached until the shutdown only");
    }
    if (!disk.access().present()) {
      return goes(Why.ABSENT, "it is not present");
    }
    return elsewhere(disk, vbd)
        .or(() -> unproved(disk, vbd.kept()))
        .or(
            () ->
                GuardMark.in(vm.notes(), vm.id().uuid()).isPresent()
                    ? goes(Why.GUARDED, "the VM is guarded")
                    : Optional.empty())
        .or(() -> neverHad(disk, vm));
  }

  private static Optional<Goes> elsewhere(Disk disk, Attachment vbd) {
    if (disk.access().heldBy() != null) {
      return goes(Why.ELSEWHERE, "%s may have it".formatted(disk.access().heldBy().holder()));
    }
    return disk.attachments().stream()
        .filter(other -> !other.vbd().equals(vbd.vbd()) && !other.holder().controlDomain())
        .findFirst()
        .flatMap(
            other ->
                goes(
                    Why.ELSEWHERE,
                    "%s (VM %s) has a VBD of it too"
                        .formatted(other.holder().name(), other.holder().vm())));
  }

  private Optional<Goes> unproved(Disk disk, @Nullable KeepNote note) {
    if (disk.contents() instanceof Contents.Unread(var why, _)) {
      return goes(Why.NOT_PROVED, "which disk it is could not be read: " + why);
    }
    return anotherKey(disk, note)
        .or(() -> identity.forbids(disk, true, HAD_IT).flatMap(KeptDiskRule::contradicted))
        .or(() -> nothingToKnowItBy(disk, note));
  }

  private static Optional<Goes> anotherKey(Disk disk, @Nullable KeepNote note) {
    if (note == null || note.key() == null) {
      return Optional.empty();
    }
    var now = disk.key().map(DiskKey::toString).orElse("a disk with no identity");
    return note.key().equals(now)
        ? Optional.empty()
        : goes(Why.ANOTHER_DISK, "the VM had %s, and there is %s now".formatted(note.key(), now));
  }

  private static Optional<Goes> contradicted(Problem problem) {
    var words = Advice.on(problem).message();
    boolean another =
        problem instanceof Problem.OtherDiskThere
            || problem instanceof Problem.NotTheEnrolledDisk
            || problem instanceof Problem.Contested;
    return goes(another ? Why.ANOTHER_DISK : Why.NOT_PROVED, words);
  }

  /** A blank disk is the same one only as long as nobody can have changed it. */
  private static Optional<Goes> nothingToKnowItBy(Disk disk, @Nullable KeepNote note) {
    boolean same = note != null && note.stamp().holdsAt(disk.seat().stamp());
    return disk.key().isPresent() || same
        ? Optional.empty()
        : goes(Why.NOT_PROVED, "it carries nothing to know it by, and its host was restarted");
  }

  private static Optional<Goes> neverHad(Disk disk, Vm vm) {
    return disk.key().flatMap(vm::firstAttached).isPresent()
        ? Optional.empty()
        : goes(Why.NEVER_HAD, "the VM never had it after a boot");
  }

  private static Optional<Goes> goes(Why why, String words) {
    return Optional.of(new Goes(why, words));
  }
}
