package io.xendisk.operation;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.ContentsNote;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Unreadable;
import io.xendisk.port.Deadline;
import io.xendisk.port.Pool;
import io.xendisk.port.RawRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is on disks, through the control domain and only while nobody has them (safety rule
 * R6), and remembers it with the moment it was read at (R1). Thread-safe.
 */
final class DiskReading {
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(10);
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Surroundings surroundings;
  private final Pool pool;
  private final DiskLease leases;

  DiskReading(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.leases = new DiskLease(surroundings);
  }

  /** The same disks; those that were not known and may be read now are known. */
  List<Disk> readWhereAllowed(List<Disk> disks) throws InterruptedException {
    var result = new ArrayList<>(disks);
    for (int i = 0; i < result.size(); i++) {
      if (mayBeRead(result.get(i))) {
        result.set(i, readWithLease(result.get(i)));
      }
    }
    return result;
  }

  /** Whether a read would disturb nobody; a disk that somebody was told to pull is left alone. */
  private boolean mayBeRead(Disk disk) {
    return disk.contents() instanceof Contents.Unread unread
        && disk.access().present()
        && disk.access().operations().isEmpty()
        && disk.marks().lease() == null
        && disk.marks().released() == null
        && disk.attachments().stream().noneMatch(a -> a.attached() || !a.operations().isEmpty())
        && !failedLately(unread);
  }

  private boolean failedLately(Contents.Unread unread) {
    return unread.failedAt() != null
        && surroundings.clock().now().isBefore(unread.failedAt().plus(PAUSE_AFTER_FAILURE));
  }

  private Disk readWithLease(Disk disk) throws InterruptedException {
    var token = surroundings.newToken();
    var lease = leases.take(disk.vdi(), "read", token, LEASE);
    if (lease.isEmpty()) {
      return disk.with(Contents.Unread.because("somebody else is working on the disk"));
    }
    try {
      // The control domain's VBD of our own read is on its way out: it is no attachment to show.
      return read(disk).withoutLease(token).with(disk.attachments());
    } finally {
      leases.dropQuietly(lease.get());
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
    if (!seen.attachments().stream().allMatch(a -> isOwnRead(a, task))) {
      return seen.with(Contents.Unread.because("somebody else came to the disk while it was read"));
    }
    if (contents.stamp().isWhole()) {
      remember(disk, ContentsNote.KEY, ContentsNote.write(contents));
    }
    return seen.with(contents);
  }

  private static boolean isOwnRead(Attachment attachment, String task) {
    return attachment.holder().controlDomain() && task.equals(attachment.madeBy());
  }

  private Disk unreadable(Disk disk, String why) {
    var now = surroundings.clock().now();
    remember(disk, Unreadable.KEY, new Unreadable(now, why).text());
    return disk.with(new Contents.Unread(why, now));
  }

  private void remember(Disk disk, String key, String text) {
    if (!pool.note(disk.vdi(), key, text)) {
      pool.erase(disk.vdi(), key);
      pool.note(disk.vdi(), key, text);
    }
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
