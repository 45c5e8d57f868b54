package io.xendisk.operation;

import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskEvidence;
import io.xendisk.domain.disk.Drive;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.SeenNote;
import io.xendisk.domain.disk.Unreadable;
import io.xendisk.domain.disk.passport.DiskMemory;
import io.xendisk.domain.disk.passport.Rebound;
import io.xendisk.domain.lease.LeaseVerdict;
import io.xendisk.port.Deadline;
import io.xendisk.port.DriveReport;
import io.xendisk.port.Pool;
import io.xendisk.port.RawRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is on disks, through the control domain and only while nobody has them (safety rule
 * R6), and remembers it with the moment it was read at (R1). Thread-safe.
 */
final class DiskReading {
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(10);

  private final Surroundings surroundings;
  private final Pool pool;
  private final Leases leases;

  /** For others who are at a disk; without it such a disk stays unread. */
  private final @Nullable Patience patience;

  /** What the drives of each host told, asked once: a host may have to spin them up. */
  private final Map<Host, DriveReport> reports = new ConcurrentHashMap<>();

  DiskReading(Surroundings surroundings) {
    this(surroundings, null);
  }

  /** For an order about one disk, which may be the very one that somebody else reads now. */
  DiskReading(Surroundings surroundings, @Nullable Patience patience) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.leases = new Leases(surroundings);
    this.patience = patience;
  }

  /** The same disks; those that were not known and may be read now are known. */
  List<Disk> readWhereAllowed(List<Disk> disks) throws InterruptedException {
    var result = new ArrayList<>(whereNotHeld(disks));
    for (int i = 0; i < result.size(); i++) {
      if (mayBeRead(result.get(i))) {
        result.set(i, readWithLease(result.get(i)));
      } else if (patience != null && withOthers(List.of(result.get(i))).isPresent()) {
        result.set(i, readBySomebodyElse(result.get(i)));
      }
    }
    return result;
  }

  /** Why one of them is not known yet: others have its lease, and it will be when they are done. */
  Optional<Problem.Leased> withOthers(List<Disk> disks) {
    for (var disk : disks) {
      if (disk.contents() instanceof Contents.Unread
          && disk.marks().released() == null
          && leases.verdict(disk) instanceof LeaseVerdict.Held held) {
        return Optional.of(new Problem.Leased(disk, held.by()));
      }
    }
    return Optional.empty();
  }

  /**
   * The same disk, read if it has to be, for somebody who takes it back into use by an explicit
   * attach: only that may touch a disk which was called safe to pull (safety rule R11).
   */
  Disk readForUse(Disk disk) throws InterruptedException {
    var known = whereNotHeld(List.of(disk)).getFirst();
    return mayBeReadForUse(known) ? readWithLease(known) : known;
  }

  /** A disk with no notes may be one that a VM still has, under a record that was lost (R9). */
  private List<Disk> whereNotHeld(List<Disk> disks) {
    var hosts =
        disks.stream()
            .filter(this::mayBeReadForUse)
            .map(disk -> disk.seat().host())
            .distinct()
            .toList();
    return hosts.isEmpty() ? disks : Holdings.marked(disks, new Holdings(surroundings).on(hosts));
  }

  /** Whether a read would disturb nobody; a disk that somebody was told to pull is left alone. */
  private boolean mayBeRead(Disk disk) {
    return disk.marks().released() == null && mayBeReadForUse(disk);
  }

  private boolean mayBeReadForUse(Disk disk) {
    return disk.contents() instanceof Contents.Unread unread
        && disk.access().present()
        && disk.access().operations().isEmpty()
        && disk.access().heldBy() == null
        && !(leases.verdict(disk) instanceof LeaseVerdict.Held)
        && disk.attachments().stream().noneMatch(a -> a.attached() || !a.operations().isEmpty())
        && !failedLately(unread);
  }

  private boolean failedLately(Contents.Unread unread) {
    return unread.failedAt() != null
        && surroundings.clock().now().isBefore(unread.failedAt().plus(PAUSE_AFTER_FAILURE));
  }

  private Disk readWithLease(Disk disk) throws InterruptedException {
    var token = surroundings.newToken();
    if (leases.verdict(disk) instanceof LeaseVerdict.Dead dead) {
      leases.takeOver(new LeasePlace.OfDisk(disk), dead);
    }
    var lease = leases.take(new LeasePlace.OfDisk(disk), "read", token);
    if (lease.isEmpty()) {
      return readBySomebodyElse(disk);
    }
    try {
      // The control domain's VBD of our own read is on its way out: it is no attachment to show.
      return read(disk).withoutLease(token).with(disk.attachments());
    } finally {
      lease.get().dropQuietly();
    }
  }

  /** By now they have noted what is on it, or their lease shows that they are about to. */
  private Disk readBySomebodyElse(Disk disk) throws InterruptedException {
    while (true) {
      var sight = pool.look(disk, null);
      var now = sight.disk();
      if (now == null || now.contents() instanceof Contents.Known) {
        return now == null ? disk.with(Contents.Unread.because("the disk has gone")) : now;
      }
      var verdict = leases.verdict(now);
      if (patience == null
          || (verdict instanceof LeaseVerdict.Held held && !patience.passed(held, sight.watch()))) {
        return now.with(Contents.Unread.because("somebody else is working on the disk"));
      }
      if (!(verdict instanceof LeaseVerdict.Held)) {
        return readWhereAllowed(List.of(now)).getFirst();
      }
    }
  }

  /**
   * Reads a disk whose lease the caller holds. The disk comes with the VBD of the control domain,
   * if that is still there.
   */
  Disk read(Disk disk) throws InterruptedException {
    surroundings.progress().tell("reading " + disk.place());
    return switch (pool.read(disk, surroundings.clock().now(), READ)) {
      case RawRead.Read(var contents, var task) -> checked(disk, contents, task);
      case RawRead.NotPossible(var why) -> disk.with(Contents.Unread.because(why));
      case RawRead.Failed(var why) -> unreadable(disk, why);
    };
  }

  /** What was read counts only if the disk stayed where it was and nobody else came to it. */
  private Disk checked(Disk disk, Contents.Known contents, String task)
      throws InterruptedException {
    var seen = pool.look(disk, null).disk();
    if (seen == null || !seen.seat().stamp().equals(contents.stamp())) {
      return disk.with(Contents.Unread.because("the disk changed while it was read"));
    }
    if (!seen.attachments().stream().allMatch(a -> isOwnRead(a, task) || waits(disk, a))) {
      return seen.with(Contents.Unread.because("somebody else came to the disk while it was read"));
    }
    return remembered(seen.with(contents).with(driveOf(seen)));
  }

  /**
   * Writes down what was read, and that another disk is there than before if it is so. That goes
   * first, and the new note before the old one is removed: whenever the process dies, the identity
   * that was known stays known (safety rule R2).
   */
  private Disk remembered(Disk disk) {
    var now = surroundings.clock().now();
    var stamp = disk.seat().stamp();
    var last = disk.marks().seen();
    var evidence = DiskEvidence.of(disk, now);
    var memory =
        last == null
            ? DiskMemory.first(evidence, stamp)
            : last.memory().after(evidence, stamp, now);
    memory.rebound().ifPresent(rebound -> pool.note(disk.vdi(), Rebound.KEY, rebound.write()));
    return replaced(disk, last, memory);
  }

  private Disk replaced(Disk disk, @Nullable SeenNote last, DiskMemory memory) {
    if (!(disk.contents() instanceof Contents.Known known)) {
      return disk;
    }
    var note = SeenNote.after(last, known, memory);
    if (pool.note(disk.vdi(), note.key(), note.text()) && last != null) {
      pool.erase(disk.vdi(), last.key());
    }
    return disk.with(note);
  }

  /**
   * A person has said that the disk that is there now is the one this record stands for ({@code
   * disk enrol --rebound}). The caller holds the disk's lease.
   */
  Disk settle(Disk disk) {
    var last = disk.marks().seen();
    if (last == null) {
      return disk;
    }
    var evidence = DiskEvidence.of(disk, surroundings.clock().now());
    var settled = replaced(disk, last, last.memory().settled(evidence, disk.seat().stamp()));
    pool.erase(disk.vdi(), Rebound.KEY);
    return settled;
  }

  /** The disk with what its drive tells of itself now, where it can be asked. */
  Disk asked(Disk disk) {
    return disk.with(driveOf(disk));
  }

  private Drive driveOf(Disk disk) {
    return switch (reports.computeIfAbsent(disk.seat().host(), pool::drives)) {
      case DriveReport.Told(var drives) -> drives.getOrDefault(disk.seat().device(), Drive.SILENT);
      case DriveReport.NotOffered _, DriveReport.Failed _ -> Drive.SILENT;
    };
  }

  /** Why drives could not be asked, in words for a person; each is told once. */
  List<String> remarks() {
    return reports.entrySet().stream()
        .filter(report -> report.getValue() instanceof DriveReport.Failed)
        .map(
            report ->
                "serial numbers and health of the disks in %s are not known: %s"
                    .formatted(
                        report.getKey().name(), ((DriveReport.Failed) report.getValue()).why()))
        .sorted()
        .toList();
  }

  private static boolean isOwnRead(Attachment attachment, String task) {
    return attachment.holder().controlDomain() && task.equals(attachment.madeBy());
  }

  /** A VBD that waits for its VM's next boot was there before the read, and waits still (R12). */
  private static boolean waits(Disk before, Attachment now) {
    return isIdle(now)
        && before.attachments().stream()
            .anyMatch(was -> was.vbd().uuid().equals(now.vbd().uuid()) && isIdle(was));
  }

  private static boolean isIdle(Attachment attachment) {
    return !attachment.holder().controlDomain()
        && !attachment.attached()
        && attachment.operations().isEmpty();
  }

  private Disk unreadable(Disk disk, String why) {
    var now = surroundings.clock().now();
    var note = new Unreadable(now, why, disk.seat().stamp()).text();
    if (!pool.note(disk.vdi(), Unreadable.KEY, note)) {
      pool.erase(disk.vdi(), Unreadable.KEY);
      pool.note(disk.vdi(), Unreadable.KEY, note);
    }
    return disk.with(new Contents.Unread(why, now));
  }

  /** Waits until the control domain has let go of a disk that was read; the disk as it is then. */
  Disk awaitControlDomainGone(Disk read, Deadline deadline) throws InterruptedException {
    var disk = read;
    while (isHeldByControlDomain(disk) && !deadline.isOver()) {
      var sight = pool.look(disk, null);
      if (sight.disk() == null) {
        return disk.with(List.<Attachment>of());
      }
      disk = sight.disk().with(read.contents());
      if (isHeldByControlDomain(disk)) {
        sight.watch().changed(deadline.left());
      }
    }
    return disk;
  }

  private static boolean isHeldByControlDomain(Disk disk) {
    return disk.attachments().stream().anyMatch(a -> a.holder().controlDomain());
  }
}
