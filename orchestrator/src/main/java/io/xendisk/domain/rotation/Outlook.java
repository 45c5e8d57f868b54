package io.xendisk.domain.rotation;

import io.xendisk.domain.rotation.RotationPolicy.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long it goes well with a set: when a disk is full, and when the next one is overdue. Pure.
 *
 * @param disks the members that were enrolled
 */
public record Outlook(String set, List<OfDisk> disks) {
  private static final int FULL = 100;

  public Outlook {
    disks = List.copyOf(disks);
  }

  /**
   * One disk.
   *
   * @param toFull until it reaches its fill level if it goes on like this; null where that is far,
   *     not known, or the disk is not in
   * @param toOverdue until it is overdue, negative once it is; null unless it is next and not here
   */
  public record OfDisk(
      String name, Stage stage, @Nullable Duration toFull, @Nullable Duration toOverdue) {}

  /** By one look, and what it meant. */
  public static Outlook of(Scene scene, Decided decided) {
    return new Outlook(
        scene.set().name(),
        decided.members().stream()
            .flatMap(
                member ->
                    Optional.ofNullable(member.entry())
                        .map(entry -> ofDisk(scene, decided, member, entry))
                        .stream())
            .toList());
  }

  private static OfDisk ofDisk(
      Scene scene, Decided decided, Scene.Member member, LedgerEntry entry) {
    return new OfDisk(
        member.label(),
        entry.stage(),
        until(entry.inSince().flatMap(_ -> fullAt(scene, entry)), scene.now()),
        until(overdueAt(scene, decided, member), scene.now()));
  }

  private static Optional<Instant> fullAt(Scene scene, LedgerEntry entry) {
    var level = scene.set().swap().full();
    return UsageTrend.reaches(entry.usage(), level == null ? FULL : level);
  }

  private static Optional<Instant> overdueAt(Scene scene, Decided decided, Scene.Member member) {
    return member.sighting().isHere()
        ? Optional.empty()
        : decided
            .expected()
            .filter(turn -> turn.disk().equals(member.name()))
            .map(turn -> RotationPolicy.dueSince(scene, turn))
            .filter(since -> since.isBefore(Instant.MAX.minus(scene.set().care().overdueAfter())))
            .map(since -> since.plus(scene.set().care().overdueAfter()));
  }

  private static @Nullable Duration until(Optional<Instant> moment, Instant now) {
    return moment.map(at -> Duration.between(now, at)).orElse(null);
  }
}
