package io.xendisk.testing;

import io.xendisk.domain.custody.ChainCheck;
import io.xendisk.domain.custody.CustodyProblem;
import io.xendisk.domain.custody.Handover;
import io.xendisk.domain.tell.Subject;
import java.time.Instant;
import java.util.List;

/** One of each problem of custody. */
public final class CustodyProblems {
  private static final Subject DISK = new Subject("BACKUP-02", "ab12");

  private CustodyProblems() {}

  public static List<CustodyProblem> all() {
    var checkout =
        Handover.checkout(
            DISK, "safe, Berlin", "Anna", Instant.parse("2026-11-22T09:00:00Z"), null);
    return List.of(
        new CustodyProblem.CheckedOut(checkout),
        new CustodyProblem.InUse(DISK, DiskBuilder.aDisk("BACKUP-02").build()),
        new CustodyProblem.Unreadable(List.of("xendisk:log:7")),
        new CustodyProblem.Contended(DISK),
        new CustodyProblem.Broken(new ChainCheck.Flaw("the pool", 7, "was changed")));
  }
}
