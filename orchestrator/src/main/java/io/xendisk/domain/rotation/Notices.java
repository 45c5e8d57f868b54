package io.xendisk.domain.rotation;

import io.xendisk.domain.rotation.Care.UnknownDisk;
import io.xendisk.domain.rotation.Notice.Kind;
import io.xendisk.domain.tell.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people should know of a set at one moment, each in a sentence. Immutable. */
final class Notices {
  private final Scene scene;
  private final Optional<Turn> turn;
  private final Due due;

  Notices(Scene scene, Optional<Turn> turn, Due due) {
    this.scene = scene;
    this.turn = turn;
    this.due = due;
  }

  List<Notice> all() {
    var all = new ArrayList<Notice>();
    for (var member : scene.members()) {
      var entry = member.entry();
      if (entry != null) {
        of(member, entry, all);
      }
    }
    refused(all);
    strangers(all);
    offSite(all);
    return all;
  }

  private void of(Scene.Member member, LedgerEntry entry, List<Notice> all) {
    switch (entry.stage()) {
      case EXPECTED -> {
        if (isRefusedAs(RotationProblem.Missing.class)) {
          all.add(
              notice(
                  Kind.DISK_DUE,
                  member,
                  entry,
                  "%s is due: push it in%s".formatted(member.label(), where())));
        }
      }
      case OVERDUE ->
          all.add(
              notice(
                  Kind.DISK_OVERDUE,
                  member,
                  entry,
                  "%s is overdue since %s: bring it and push it in%s"
                      .formatted(
                          member.label(),
                          scene.set().swap().clock().words(entry.since()),
                          where())));
      case QUARANTINED ->
          all.add(
              notice(
                  entry.note().equals(StageRule.UNCLEAN) ? Kind.NOT_CLEAN : Kind.QUARANTINED,
                  member,
                  entry,
                  "%s needs a person: %s".formatted(member.label(), entry.note())));
      case PRESENT, ATTACHED, RELEASING, RELEASED, AWAY, RETIRED -> {}
    }
    if (entry.note().equals(StageRule.PULLED)) {
      // It happened at a moment, whatever becomes of the disk's turn while it is away.
      all.add(
          new Notice(
              Kind.PULLED_WHILE_ATTACHED,
              about(member, entry),
              entry.disk(),
              entry.lastTurn().map(PastTurn::out).orElse(entry.since()),
              "%s was pulled while %s had it: its filesystem may be damaged"
                  .formatted(member.label(), scene.set().vm())));
    }
    full(member, entry, all);
  }

  private void full(Scene.Member member, LedgerEntry entry, List<Notice> all) {
    var full = scene.set().swap().full();
    var in = entry.inSince();
    if (full == null || in.isEmpty()) {
      return;
    }
    var until = RotationPolicy.next(scene).until(new Standing(member.name(), entry));
    UsageTrend.reaches(entry.usage(), full)
        .filter(at -> until.isEmpty() || at.isBefore(until.get()))
        .ifPresent(
            at ->
                all.add(
                    notice(
                        Kind.FULL_SOON,
                        member,
                        entry,
                        "%s reaches %d %% about %s, before its time is over"
                            .formatted(
                                member.label(), full, scene.set().swap().clock().dayOf(at)))));
  }

  private boolean isRefusedAs(Class<? extends RotationProblem> kind) {
    return due instanceof Due.Refuse(var why) && kind.isInstance(why);
  }

  private String where() {
    return scene.set().bays().isEmpty()
        ? ""
        : " (bay %s)".formatted(String.join(" or ", scene.set().bays()));
  }

  private static Notice notice(Kind kind, Scene.Member member, LedgerEntry entry, String text) {
    return new Notice(kind, about(member, entry), entry.disk(), entry.since(), text);
  }

  private static Subject about(Scene.Member member, LedgerEntry entry) {
    return new Subject(member.label(), entry.disk());
  }

  private static Subject about(Scene.Stranger stranger) {
    return new Subject(stranger.name(), stranger.id());
  }

  private @Nullable Subject aboutMember(String label) {
    for (var member : scene.members()) {
      var entry = member.entry();
      if (entry != null && member.label().equals(label)) {
        return about(member, entry);
      }
    }
    return null;
  }

  /** What else stands in the way, told of the disk whose turn it is. */
  private void refused(List<Notice> all) {
    if (!(due instanceof Due.Refuse(var why))) {
      return;
    }
    var told = told(why);
    if (told != null) {
      all.add(ofTurn(told.kind, told.about, RotationAdvice.on(why).message()));
    }
  }

  /** As what a problem is told, and of which disk that stands in the way. */
  private record Told(Kind kind, @Nullable Subject about) {}

  private @Nullable Told told(RotationProblem why) {
    return switch (why) {
      case RotationProblem.WrongTurn(_, _, var present, _) ->
          new Told(Kind.WRONG_DISK, aboutMember(present));
      case RotationProblem.Foreign(_, _, var stranger) ->
          new Told(Kind.UNKNOWN_DISK, about(stranger));
      case RotationProblem.OnlyCopy(_, var disk, _) -> new Told(Kind.ONLY_COPY, aboutMember(disk));
      case RotationProblem.StillToBePulled(_, var disk, _) ->
          new Told(Kind.DISK_DUE, aboutMember(disk));
      case RotationProblem.NotProved(_, var disk, _, _) ->
          new Told(Kind.QUARANTINED, aboutMember(disk));
      case RotationProblem.HeldElsewhere(_, var disk, _, _) ->
          new Told(Kind.QUARANTINED, aboutMember(disk));
      case RotationProblem.NeverEnrolled _, RotationProblem.NobodyLeft _ ->
          new Told(Kind.QUARANTINED, null);
      case RotationProblem.Missing _,
          RotationProblem.SetUnknown _,
          RotationProblem.DiskNotInSet _,
          RotationProblem.Inhibited _,
          RotationProblem.AnotherIsIn _,
          RotationProblem.VmNotRunning _,
          RotationProblem.ReleaseBegun _,
          RotationProblem.NewerNotes _,
          RotationProblem.NotWritable _,
          RotationProblem.CommandNotStarted _ ->
          null;
    };
  }

  private void strangers(List<Notice> all) {
    scene.strangers().stream()
        .filter(Scene.Stranger::isHeld)
        .forEach(stranger -> all.add(ofTurn(Kind.QUARANTINED, about(stranger), held(stranger))));
    if (scene.set().care().unknownDisk() == UnknownDisk.IGNORE
        || isRefusedAs(RotationProblem.Foreign.class)) {
      return;
    }
    scene.strangers().stream()
        .filter(stranger -> !stranger.isHeld())
        .forEach(
            stranger ->
                all.add(
                    ofTurn(
                        Kind.UNKNOWN_DISK,
                        about(stranger),
                        "%s in %s does not belong to %s"
                            .formatted(stranger.name(), stranger.place(), scene.set().name()))));
  }

  /** Nobody can tell whether it was pulled, or its record was lost (safety rule R9). */
  private static String held(Scene.Stranger stranger) {
    return "the disk in %s may be one that %s still has: shut that VM down and start it again, then it is used"
        .formatted(stranger.place(), stranger.heldBy());
  }

  /** That it was told is kept with the disk whose turn it is: that one has an entry. */
  private Notice ofTurn(Kind kind, @Nullable Subject about, String text) {
    var entry =
        turn.flatMap(next -> scene.member(next.disk()))
            .map(Scene.Member::entry)
            .or(
                () ->
                    scene.members().stream()
                        .map(Scene.Member::entry)
                        .filter(e -> e != null)
                        .findFirst());
    Instant since = entry.map(LedgerEntry::since).orElse(scene.now());
    return new Notice(kind, about, entry.map(LedgerEntry::disk).orElse(""), since, text);
  }

  /** People have a while to carry a disk away. */
  private void offSite(List<Notice> all) {
    long out =
        scene.members().stream()
            .filter(m -> m.entry() != null && m.entry().stage().isOut())
            .count();
    var slow = scene.now().minus(scene.set().care().overdueAfter());
    boolean lasts =
        scene.members().stream()
            .filter(m -> m.entry() != null && isIdleHere(m.entry().stage()))
            .anyMatch(m -> m.entry() != null && !m.entry().since().isAfter(slow));
    if (out < scene.set().care().offSite() && lasts) {
      all.add(
          ofTurn(
              Kind.TOO_FEW_OFF_SITE,
              null,
              "%d of at least %d disks of %s are off site: carry one away"
                  .formatted(out, scene.set().care().offSite(), scene.set().name())));
    }
  }

  private static boolean isIdleHere(Stage stage) {
    return switch (stage) {
      case PRESENT, RELEASED, QUARANTINED -> true;
      case EXPECTED, ATTACHED, RELEASING, AWAY, OVERDUE, RETIRED -> false;
    };
  }
}
