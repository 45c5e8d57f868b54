package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskEvidence;
import io.xendisk.domain.disk.passport.EnrolmentRule;
import io.xendisk.domain.disk.passport.EnrolmentRule.Enrolment;
import io.xendisk.domain.disk.passport.Evidence;
import io.xendisk.domain.disk.passport.Passport;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Verdict;
import io.xendisk.port.Inventory;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enrols a disk: writes its passport into the pool, so that it is known again in any bay of any
 * host. Never replaces what was enrolled unless a person says so. Thread-safe.
 */
public final class EnrolDisk {
  private static final int ID_LENGTH = 12;

  private final Surroundings surroundings;
  private final Pool pool;
  private final DiskReading reading;
  private final Finder finder;

  public EnrolDisk(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.reading = new DiskReading(surroundings);
    this.finder = new Finder(pool, reading);
  }

  public EnrolOutcome run(EnrolOrder order) throws InterruptedException {
    var inventory = finder.inventory(order.vm());
    Vm keeper = null;
    if (order.vm() != null) {
      switch (finder.vm(inventory, order.vm())) {
        case Found.Not<Vm>(var why) -> {
          return new EnrolOutcome.NotDone(why);
        }
        case Found.One<Vm>(var vm) -> keeper = vm;
      }
    }
    return switch (finder.disk(inventory, order.disk(), order.diskText())) {
      case Found.Not<Disk>(var why) -> new EnrolOutcome.NotDone(why);
      case Found.One<Disk>(var disk) -> enrol(inventory, disk, keeper, order);
    };
  }

  private EnrolOutcome enrol(
      Inventory inventory, Disk found, @Nullable Vm keeper, EnrolOrder order) {
    if (found.contents() instanceof Contents.Unread(var why, _)) {
      return new EnrolOutcome.NotDone(new Problem.ReadFirst(found, why));
    }
    var disk = reading.asked(found);
    boolean settles =
        order.rebound()
            && disk.marks().memory().filter(memory -> memory.rebound().isPresent()).isPresent();
    if (settles) {
      var settled = settled(disk);
      if (settled.isEmpty()) {
        return new EnrolOutcome.NotDone(
            new Problem.Busy(disk, "somebody else is working on the disk"));
      }
      disk = settled.get();
    }
    disk = Finder.recognised(inventory, disk);
    if (order.rebound() && order.name() == null && !order.again()) {
      return new EnrolOutcome.Enrolled(settles, disk, passportOf(disk), null, List.of());
    }
    return write(inventory, disk, keeper, order, settles);
  }

  private static @Nullable Passport passportOf(Disk disk) {
    return disk.recognition() instanceof Recognition.Known known ? known.passport() : null;
  }

  private Optional<Disk> settled(Disk disk) {
    var leases = new Leases(surroundings);
    var lease = leases.take(new LeasePlace.OfDisk(disk), "enrol", surroundings.newToken());
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.settle(disk));
    } finally {
      lease.get().dropQuietly();
    }
  }

  private EnrolOutcome write(
      Inventory inventory, Disk disk, @Nullable Vm keeper, EnrolOrder order, boolean settled) {
    var now = surroundings.clock().now();
    var seen = DiskEvidence.of(disk, now);
    var passports = Finder.passports(inventory);
    var enrolment =
        EnrolmentRule.decide(
            disk.recognition(),
            passports,
            order.name(),
            disk.label().orElse(null),
            seen,
            order.again());
    var shelf = new PassportShelf(pool, keeper);
    return switch (enrolment) {
      case Enrolment.AlreadySo(var stored) ->
          new EnrolOutcome.Enrolled(settled, disk, stored.passport(), null, List.of());
      case Enrolment.New(var name) -> {
        var id = surroundings.newToken().substring(0, ID_LENGTH);
        yield enrolled(disk, keeper, shelf.add(Passport.enrol(id, name, now, seen)), seen);
      }
      case Enrolment.Again(var before, var name) ->
          enrolled(
              disk, keeper, shelf.replace(before, before.passport().again(name, now, seen)), seen);
      case Enrolment.SayAgain(var stored) ->
          notDone(new Problem.AlreadyEnrolled(disk, stored.passport()));
      case Enrolment.NameTaken(var by) ->
          notDone(new Problem.NameTaken(by.passport().name(), by.passport()));
      case Enrolment.NoName _ -> notDone(new Problem.NoName(disk));
      case Enrolment.Mismatch(var claim) -> notDone(mismatch(disk, claim));
      case Enrolment.Contested(var contested) ->
          notDone(new Problem.Contested(disk, contested.claims()));
      case Enrolment.Twin(var twin) -> notDone(new Problem.HasTwin(disk, twin.twins()));
      case Enrolment.NotHere _ -> notDone(new Problem.DiskAbsent(disk));
    };
  }

  private static Problem mismatch(Disk disk, Recognition.Known claim) {
    return claim.verdict() instanceof Verdict.Another another
        ? new Problem.NotTheEnrolledDisk(disk, claim.passport(), another)
        : new Problem.Contested(disk, List.of(claim));
  }

  private static EnrolOutcome notDone(Problem why) {
    return new EnrolOutcome.NotDone(why);
  }

  private static EnrolOutcome enrolled(
      Disk disk, @Nullable Vm keeper, Optional<Passport> written, Evidence seen) {
    if (written.isEmpty()) {
      return notDone(new Problem.NoPlaceForPassport(disk, "that needs the role pool-operator"));
    }
    var passport = written.get();
    return new EnrolOutcome.Enrolled(
        true,
        disk.with(new Recognition.Known(passport, new Verdict.Same())),
        passport,
        passport.keeper().isPresent() ? keeper : null,
        gaps(seen));
  }

  /** What this passport will not be able to prove, told while something can be done about it. */
  private static List<String> gaps(Evidence seen) {
    var notes = new ArrayList<String>();
    if (!seen.provesContents()) {
      notes.add(
          "nothing stands on the disk that it could be known by: enrol it again once it is"
              + " formatted");
    }
    if (!seen.provesHardware()) {
      notes.add(
          "the drive's serial number is not known, and its model is not either: only a person may"
              + " attach it");
    }
    return notes;
  }
}
