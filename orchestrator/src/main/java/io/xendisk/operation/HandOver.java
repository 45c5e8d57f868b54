package io.xendisk.operation;

import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.custody.CustodyAdvice;
import io.xendisk.domain.custody.CustodyLog;
import io.xendisk.domain.custody.CustodyProblem;
import io.xendisk.domain.custody.CustodyRule;
import io.xendisk.domain.custody.Handover;
import io.xendisk.domain.custody.LogLine;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Recognised;
import io.xendisk.domain.disk.passport.StoredPassports.Stored;
import io.xendisk.domain.tell.Subject;
import io.xendisk.port.Inventory;
import io.xendisk.port.LogArchive;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes into the pool's log that a disk changes hands. Of several who write at once each gets a
 * line of its own, because adding a key that exists fails; whoever comes second looks again first.
 * Thread-safe: holds no state of its own.
 */
public final class HandOver {
  private static final int TRIES = 20;

  private final Surroundings surroundings;
  private final Pool pool;
  private final KeepLog keep;

  /**
   * One that works on a pool.
   *
   * @param archive where this workstation keeps the log of a pool, by the pool's uuid
   */
  public HandOver(Surroundings surroundings, LogArchive.Shelf archive) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.keep = new KeepLog(pool, archive);
  }

  public HandoverOutcome run(HandoverOrder order) throws InterruptedException {
    var inventory = pool.inventory();
    return switch (new KeepPassports(surroundings).find(inventory, order.disk(), order.text())) {
      case Found.Not<Stored>(var why) -> new HandoverOutcome.NotDone(Advice.on(why));
      case Found.One<Stored>(var stored) -> {
        var passport = stored.passport();
        var subject = new Subject(passport.name(), passport.id());
        yield written(wanted(order, subject), inventory.notes(), here(inventory, passport.id()));
      }
    };
  }

  private Handover wanted(HandoverOrder order, Subject disk) {
    var now = surroundings.clock().now();
    return order.to() == null
        ? Handover.checkin(disk, order.by(), now)
        : Handover.checkout(
            disk, order.to(), order.by(), now, order.due() == null ? null : order.due().from(now));
  }

  private HandoverOutcome written(Handover wanted, Map<String, String> first, List<Disk> here) {
    var notes = first;
    for (int n = 0; n < TRIES; n++) {
      switch (CustodyRule.on(CustodyLog.in(notes), wanted, here)) {
        case CustodyRule.Nothing(var so) -> {
          return new HandoverOutcome.HandedOver(so, null, List.of());
        }
        case CustodyRule.Refuse(var why) -> {
          return new HandoverOutcome.NotDone(CustodyAdvice.on(why));
        }
        case CustodyRule.Write(var line) -> {
          if (pool.noteOnPool(line.noteKey(), line.line())) {
            return new HandoverOutcome.HandedOver(wanted, line, notes(line, here));
          }
        }
      }
      notes = pool.notes();
    }
    return new HandoverOutcome.NotDone(
        CustodyAdvice.on(new CustodyProblem.Contended(wanted.disk())));
  }

  private List<String> notes(LogLine written, List<Disk> here) {
    var notes = new ArrayList<String>(keep.kept());
    if (written.handover().isOut()) {
      here.stream()
          .filter(disk -> disk.access().present())
          .map(disk -> "the pool still shows it at " + disk.place())
          .forEach(notes::add);
    }
    return notes;
  }

  /** What carries this passport by what is remembered: nothing is read for it. */
  private List<Disk> here(Inventory inventory, String passport) {
    var passports = Finder.passports(inventory).all();
    return Recognised.among(pool.withAttachments(inventory), passports).stream()
        .filter(
            disk ->
                disk.recognition().claims().stream()
                    .anyMatch(claim -> claim.passport().id().equals(passport)))
        .toList();
  }
}
