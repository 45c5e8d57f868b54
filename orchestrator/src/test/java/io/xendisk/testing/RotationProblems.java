package io.xendisk.testing;

import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.rotation.Care;
import io.xendisk.domain.rotation.Clock;
import io.xendisk.domain.rotation.Every;
import io.xendisk.domain.rotation.Inhibitor;
import io.xendisk.domain.rotation.Period;
import io.xendisk.domain.rotation.RotationProblem;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Swap;
import io.xendisk.domain.rotation.TurnRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** One problem of a rotation of each kind. */
public final class RotationProblems {
  private static final Instant SINCE = Instant.parse("2026-11-20T17:00:00Z");

  private static final RotationSet SET =
      new RotationSet(
          "offsite",
          "nas01",
          List.of(),
          new TurnRule.RoundRobin(List.of("BACKUP-01", "BACKUP-02")),
          new Swap(
              new Period(new Every(1, Every.Unit.WEEK), Period.ANY, null, null),
              new Clock(LocalTime.MIDNIGHT, ZoneOffset.UTC),
              List.of(),
              null,
              Duration.ZERO),
          Care.DEFAULT);

  private RotationProblems() {}

  /** Every kind of problem once. */
  public static List<RotationProblem> all() {
    var lease = new Lease("backup@nas01", "nightly backup", "t1", null, SINCE);
    return List.of(
        new RotationProblem.SetUnknown("ofsite", List.of("offsite")),
        new RotationProblem.DiskNotInSet(SET, "BACKUP-1", SET.members()),
        new RotationProblem.NeverEnrolled(SET, "BACKUP-01"),
        new RotationProblem.Missing(SET, "BACKUP-01", SINCE, true),
        new RotationProblem.WrongTurn(SET, "BACKUP-01", "BACKUP-02", "dev:xs1/sdb"),
        new RotationProblem.Foreign(
            SET, "BACKUP-01", new Scene.Stranger("PHOTOS", "dev:xs1/sdb", "vdi", null)),
        new RotationProblem.StillToBePulled(SET, "BACKUP-01", "dev:xs1/sdb"),
        new RotationProblem.NotProved(SET, "BACKUP-01", "dev:xs1/sdb", "no serial is known"),
        new RotationProblem.HeldElsewhere(SET, "BACKUP-01", "dev:xs1/sdb", "web01"),
        new RotationProblem.NobodyLeft(SET),
        new RotationProblem.OnlyCopy(SET, "BACKUP-01", "BACKUP-02"),
        new RotationProblem.Inhibited(SET, "BACKUP-01", new Inhibitor("key", lease)),
        new RotationProblem.AnotherIsIn(SET, "BACKUP-01", "BACKUP-02"),
        new RotationProblem.VmNotRunning(SET, "BACKUP-01"),
        new RotationProblem.ReleaseBegun(SET, "BACKUP-01"),
        new RotationProblem.NewerNotes("offsite", List.of("xendisk:rotation:offsite:d1~1")),
        new RotationProblem.NotWritable("offsite"),
        new RotationProblem.CommandNotStarted("rsnapshot", "no such file"));
  }
}
