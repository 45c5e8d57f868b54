package io.xendisk.port;

import io.xendisk.domain.HostId;
import io.xendisk.domain.VbdId;
import io.xendisk.domain.VdiId;
import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.guard.OwnVbds;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A pool, as operations see it: one session, ended by {@link #close}. Reads may be repeated by the
 * adapter, writes never are. Every method throws {@link PoolException}, which says whether the
 * request may have been carried out; an interrupt ends every wait. Thread-safe.
 */
public interface Pool extends AutoCloseable {
  Inventory inventory();

  /** The inventory, with the VMs that have this name or uuid. */
  Inventory inventoryWith(String vm);

  /** The names of all ordinary VMs: only on the way to the message that one is unknown. */
  List<String> vmNames();

  /** The same disks with their attachments, in the same order. */
  List<Disk> withAttachments(List<Disk> disks);

  /** All disks of a look, with their attachments; what it shows of VMs is not asked for again. */
  List<Disk> withAttachments(Inventory look);

  /** Looks at a disk again, and at a VM, in one call where nothing new has turned up. */
  Sight look(Disk disk, @Nullable Vm vm);

  /** The same, sure to hold a VBD that was made a moment ago. */
  Sight look(Disk disk, Vm vm, VbdId vbd);

  /** What the VMs that run on these hosts have by their own notes of this boot. */
  List<Holding> holdings(Set<Host> hosts);

  /** The ordinary VMs with notes of xendisk's: one answer that grows with the pool. */
  List<NotedVm> notedVms();

  /**
   * Every key of xendisk's on the pool, its removable disks, their VBDs and its VMs: one answer
   * that grows with the pool.
   */
  List<PoolNote> ownNotes();

  /** Removes such a key, whatever its value is now. */
  void erase(PoolNote note);

  /** The pool's uuid; empty where it shows no record of itself. */
  String uuid();

  /** The pool's own notes as they are now: what {@link Inventory#notes} shows of a moment. */
  Map<String, String> notes();

  /** The pool's clock: the master's. */
  Instant now();

  /** The clock of one host, by which the uptime of its VMs counts. */
  Instant nowOf(HostId host);

  /** What stands on a disk's record about leases right now; nothing if the record is gone. */
  LeaseMarks leases(VdiId disk);

  LeaseMarks leases(VmId vm);

  /** A VM as it is now with the VBDs on it that xendisk made; nothing if it is gone. */
  Optional<OwnVbds> ownVbds(VmId vm);

  /** Forbids an operation on a VM unless it is forbidden already; false if it is. */
  boolean block(VmId vm, String operation, String text);

  /**
   * Puts these texts into the place of all that forbid operations on a VM, in one call: to be made
   * directly after a look, because what somebody else forbids in between is lost.
   */
  void blockAll(VmId vm, Map<String, String> texts);

  /** Allows an operation on a VM again, whoever forbade it. */
  void unblock(VmId vm, String operation);

  /**
   * Adds a note to a disk's record, unless there is one under this key; false if there is, or if
   * the record has gone.
   */
  boolean note(VdiId disk, String key, String text);

  boolean note(VbdId vbd, String key, String text);

  boolean note(VmId vm, String key, String text);

  /** Adds a note to the pool's own record, which needs the role pool-operator (facts §8). */
  boolean noteOnPool(String key, String text);

  /**
   * Leaves a message for the people who look at the pool, which needs the role pool-operator.
   *
   * @param vm the uuid of the VM that it is about, null if it is about the pool
   * @param priority XenAPI's, from 1 (data is lost) to 5 (to know)
   * @return false if the pool could not keep it
   */
  boolean leaveMessage(@Nullable String vm, String name, int priority, String body);

  void erase(VdiId disk, String key);

  void erase(VbdId vbd, String key);

  void eraseFromPool(String key);

  void erase(VmId vm, String key);

  /** A VBD that is to be made; nothing is plugged by making it. */
  record NewVbd(
      VdiId disk, VmId vm, Attachment.Mode mode, String userdevice, Map<String, String> notes) {
    public NewVbd {
      notes = Map.copyOf(notes);
    }
  }

  /** Makes a VBD; the uuid of the answer is empty until it is looked at. */
  VbdId createVbd(NewVbd vbd);

  /**
   * The VBD on a disk that carries a note: how an answer to {@link #createVbd} that got lost is
   * found.
   */
  Optional<VbdId> findVbd(VdiId disk, String key, String text);

  /**
   * Destroys a VBD; one that is gone already is no error.
   *
   * @return whether the pool did it for us: it then was not attached (facts §3.4.3). One that was
   *     gone may have been collected while its VM still had the disk (safety rule R9)
   */
  boolean destroyVbd(VbdId vbd);

  /** How a task ended, and what the things looked like then that {@code before} had shown. */
  record Ended(TaskEnd end, Sight after) {}

  /**
   * Plugs as a task, and waits for its end; at the deadline the task is asked to stop.
   *
   * @param before a look that holds the VBD
   */
  Ended plug(VbdId vbd, Sight before, Duration atMost) throws InterruptedException;

  /** Unplugs likewise, never by force. */
  Ended unplug(VbdId vbd, Sight before, Duration atMost) throws InterruptedException;

  /** Takes a VBD away without asking its guest: only for whoever was told what that loses. */
  Ended unplugForce(VbdId vbd, Sight before, Duration atMost) throws InterruptedException;

  /**
   * Writes a message on a VM, for everybody who looks at the pool with whatever client.
   *
   * @return false if the account may not, or the pool could not keep it
   */
  boolean tell(VmId vm, String name, String text);

  /** Why a VM cannot run on a host, as XenAPI's error, or null if it can. */
  TaskEnd.@Nullable Failed cannotStartOn(VmId vm, Host host);

  /** Moves a running VM to another host as a task, and waits for its end. */
  TaskEnd migrate(VmId vm, Host host, Duration atMost) throws InterruptedException;

  /** Starts a VM as a task, on a host or where the pool likes, and waits for its end. */
  TaskEnd start(VmId vm, @Nullable Host host, Duration atMost) throws InterruptedException;

  /** Resumes a suspended VM likewise. */
  TaskEnd resume(VmId vm, @Nullable Host host, Duration atMost) throws InterruptedException;

  /**
   * Reads the start of a disk, without a look at whether that is allowed now.
   *
   * @param now the pool's clock, which the contents are dated by
   */
  RawRead read(Disk disk, Instant now, Duration atMost);

  /** Tells what happens to a disk and a VM from an inventory on, even before this call. */
  Watch watchFrom(Inventory.Moment moment, Disk disk, @Nullable Vm vm);

  /** Tells what happens to a VM likewise. */
  Watch watchFrom(Inventory.Moment moment, Vm vm);

  /** Tells what happens to these disks, and which come and go, from an inventory on. */
  Watch watchDisks(Inventory.Moment moment, List<Disk> disks);

  /**
   * The same session for another piece of work, with a memory of its own of what it has seen: what
   * a session that is kept for weeks has seen is never all in memory. It is not to be closed.
   */
  Pool anew();

  /**
   * Begins to hear what happens in the whole pool.
   *
   * @param jitter spreads the attempts of many services after a failure
   */
  PoolEvents events(RandomGenerator jitter);

  /**
   * What the drives of a host tell of themselves, by the kernel's names for them; nothing where the
   * host cannot ask them. It may take as long as spinning them up does.
   */
  DriveReport drives(Host host);

  /**
   * Has the removable storage of a host look at what is there: the only moment at which records of
   * before the last boot are brought up to date (facts §5.8). A disk whose link is gone loses its
   * record, in use or not: nobody calls this while a VM has one.
   */
  void scan(Host host);

  /** What is asked of the same pool about its hosts themselves. */
  PoolHosts hosts();

  /** XenAPI calls so far, login included; after {@link #close} logout too. */
  long calls();

  @Override
  void close();
}
