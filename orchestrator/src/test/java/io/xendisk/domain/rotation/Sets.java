package io.xendisk.domain.rotation;

import io.xendisk.domain.rotation.Scene.Member;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets, scenes and entries for tests. */
final class Sets {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Wednesday at noon in Berlin. */
  static final Instant NOW = Instant.parse("2026-11-25T11:00:00Z");

  static final Clock AT_SIX = new Clock(LocalTime.of(18, 0), BERLIN);

  private Sets() {}

  static RotationSet weekly(String... disks) {
    return of(new TurnRule.RoundRobin(List.of(disks)), fridays(), Care.DEFAULT);
  }

  static RotationSet of(TurnRule turns, Swap swap, Care care) {
    return new RotationSet("offsite", "nas01", List.of(), turns, swap, care);
  }

  /** Every Friday at six in the evening. */
  static Swap fridays() {
    return new Swap(
        new Period(new Every(1, Every.Unit.WEEK), Period.ANY, DayOfWeek.FRIDAY, null),
        AT_SIX,
        List.of(),
        null,
        Duration.ZERO);
  }

  static Swap daily(ZoneId zone, LocalTime at) {
    return new Swap(
        new Period(new Every(1, Every.Unit.DAY), Period.ANY, null, null),
        new Clock(at, zone),
        List.of(),
        null,
        Duration.ZERO);
  }

  /** For rules that go by the date. */
  static Swap atSix() {
    return new Swap(null, AT_SIX, List.of(), null, Duration.ZERO);
  }

  static Swap fullAt(int percent) {
    return new Swap(null, AT_SIX, List.of(), percent, Duration.ZERO);
  }

  static Swap on(LocalDate... dates) {
    return new Swap(null, AT_SIX, List.of(dates), null, Duration.ZERO);
  }

  static Sighting.Spot spot(String disk) {
    return new Sighting.Spot("xs1", "dev:xs1/" + disk, "fs-uuid:" + disk, true, 40);
  }

  static Sighting free(String disk) {
    return new Sighting.Free(spot(disk), Sighting.Proof.GIVEN);
  }

  static Sighting withVm(String disk) {
    return new Sighting.WithVm(spot(disk), true);
  }

  static Sighting released(String disk, Instant since) {
    return new Sighting.SafeToPull(spot(disk), since);
  }

  static LedgerEntry attached(String disk, Instant in) {
    return LedgerEntry.first(disk, in).begun(in).at(Stage.ATTACHED, "", in).in("xs1");
  }

  static LedgerEntry away(String disk, Instant in, Instant out) {
    return attached(disk, in).ended(out, PastTurn.End.CLEAN, 40).at(Stage.AWAY, "", out);
  }

  static LedgerEntry never(String disk) {
    return LedgerEntry.first(disk, NOW.minus(Duration.ofDays(100)));
  }

  static Member member(String disk, @Nullable LedgerEntry entry, Sighting sighting) {
    return new Member(disk, disk, entry, null, sighting);
  }

  static Scene scene(RotationSet set, Instant now, Member... members) {
    return new Scene(set, true, List.of(members), List.of(), List.of(), now);
  }

  static Instant at(String text) {
    return Instant.parse(text);
  }

  static Instant days(int ago) {
    return NOW.minus(Duration.ofDays(ago));
  }

  static List<Standing> standings(LedgerEntry... entries) {
    var all = new ArrayList<Standing>();
    for (var entry : entries) {
      all.add(new Standing(entry.disk(), entry));
    }
    return all;
  }
}
