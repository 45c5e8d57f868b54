package io.xendisk.domain.host;

import java.util.Locale;

/**
 * Every kind of finding: its stable id is its name in lower case with dashes. {@code
 * docs/findings.md} lists each of them.
 */
public enum FindingKind {
  RULES_MISSING(
      Severity.ERROR,
      "without a udev rule dom0 offers no SATA disk to any VM, and whoever expects one waits"),
  RULES_LOST(
      Severity.ERROR,
      "an update of the host took the udev rule away: its SATA disks are offered to no VM any"
          + " more"),
  RULES_CHANGED(
      Severity.WARNING, "somebody edited the rules, so that nobody can tell what they offer"),
  RULES_HAND_MADE(
      Severity.WARNING,
      "lines in a file of the product are gone after an update, and are not kept right by anybody"),
  RULES_BY_LETTER(
      Severity.WARNING,
      "a kernel name may be another disk's after a reboot, dom0's own disk's too"),
  RULES_TOO_WIDE(
      Severity.ERROR, "a pattern of kernel names offers whatever disk comes, dom0's own too"),
  RULES_UNCHECKED(
      Severity.ERROR,
      "without the sharing check a disk that dom0 has mounted is offered, and a VM destroys it"),
  RULES_PARTITION(
      Severity.ERROR,
      "a partition offered beside its disk is one storage under two records that know nothing of"
          + " each other"),
  RULES_SAVED_ASIDE(
      Severity.WARNING,
      "an update replaced a rules file, and what had been changed in it has no effect any more"),
  RULES_UNFINISHED(Severity.NOTICE, "a run that was cut left it; it does nothing"),
  RULES_DISK_IN_USE(
      Severity.WARNING, "the rules name a disk that dom0 has in use: it cannot be offered"),
  LINK_MISSING(
      Severity.ERROR, "the rules name the disk, and udev made no link: no VM can be given it"),
  RECORD_MISSING(
      Severity.ERROR,
      "the disk is linked, and dom0's script did not reach the pool, as while its toolstack"
          + " starts: it is not tried again"),
  BAYS_EMPTY(
      Severity.NOTICE,
      "no disk shows where some were before the host's boot: they were pulled, or the rules are"
          + " gone"),
  BASELINE_MISSING(
      Severity.NOTICE, "without a baseline nobody can tell that an update took the rules away"),
  HOST_UPDATED(
      Severity.WARNING,
      "an update may have changed the rules, and nobody has looked at this host since"),
  NOT_SCANNED(
      Severity.WARNING,
      "since its host booted a record may stand for another disk, or for none: letters move, and no"
          + " scan follows a boot"),
  SR_MISSING(Severity.ERROR, "without it the host has no place to offer a disk in"),
  SR_SEVERAL(
      Severity.ERROR,
      "each disk is offered twice, under two records that know nothing of each other"),
  SR_UNPLUGGED(Severity.ERROR, "no disk in it can be seen or used"),
  SR_ELSEWHERE(
      Severity.WARNING, "its disks are links in a directory that no rule of the product makes"),
  USB_PASSED_THROUGH(
      Severity.WARNING,
      "if it is a disk, every scan of the host's removable storage fails as a whole: disks that"
          + " come and go are not noticed"),
  DOM0_DISK_OFFERED(Severity.ERROR, "a VM that gets it destroys the host's own storage"),
  DOM0_DISK_SUSPECTED(
      Severity.WARNING,
      "LVM, RAID and swap are what a host keeps on its own disks: it may be one of them"),
  HOST_UNREACHABLE(Severity.ERROR, "its disks can neither be read nor moved"),
  CERTIFICATE_NOT_TRUSTED(
      Severity.ERROR, "whoever answers there may be anybody: nothing is sent to it"),
  CERTIFICATE_ENDS(
      Severity.WARNING, "programs will refuse the host, and a new certificate needs a new pin"),
  PLAIN_HTTP(Severity.WARNING, "anybody on the way can read the password"),
  PLAIN_HTTP_LOCAL(Severity.NOTICE, "nothing leaves this machine, and nothing proves who answers"),
  ROLE_TOO_LOW(Severity.ERROR, "no disk can be attached or detached"),
  ROLE_LIMITS(Severity.NOTICE, "what it lacks is refused by the pool when it is needed"),
  CLOCK_DIFFERS(Severity.WARNING, "boots, leases and dates in messages are told by these clocks"),
  RELEASES_DIFFER(
      Severity.WARNING, "an update of the pool is not finished, and VMs cannot move to every host"),
  POOL_TOO_OLD(Severity.ERROR, "it cannot tell whether a guest has let go: nothing is attached"),
  RELEASE_OLD(
      Severity.NOTICE,
      "guests need their agent to take or give a disk while they run (before 7.1)"),
  DISK_NOT_ENROLLED(Severity.NOTICE, "it is known by its place and its label only"),
  PASSPORT_WITHOUT_DISK(Severity.NOTICE, "the disk is off site, or lost"),
  PASSPORT_UNREADABLE(Severity.WARNING, "a disk that was enrolled is not known again"),
  DISK_TWIN(Severity.ERROR, "what names one of them names the other: nothing uses either"),
  DISK_CONTRADICTED(Severity.ERROR, "another disk shows the identity of one that was enrolled"),
  DISK_REBOUND(
      Severity.ERROR, "another disk stands behind a record: whatever named that record stops"),
  DISK_UNREADABLE(Severity.WARNING, "nobody can tell which disk it is, or whether it is clean"),
  DRIVE_FAILING(Severity.ERROR, "the drive itself says that it is about to fail"),
  MBR_TOO_SMALL(Severity.WARNING, "an MBR reaches 2 TiB: the rest of the disk cannot be used"),
  DISK_TOO_LARGE(
      Severity.WARNING,
      "control domains of 5.x and 6.x and guests of their time may see 2 TiB of it, and write over"
          + " the start when they pass the end"),
  LEASE_ORPHANED(Severity.WARNING, "an interrupted run left it: others wait for its end"),
  LEASE_KEY_LEFT(Severity.WARNING, "an interrupted run left it"),
  VBD_LEFTOVER(Severity.WARNING, "an interrupted run left it: the disk counts as in use"),
  VBD_FORBIDDEN(
      Severity.ERROR, "a disk that its VM never had is there at the boot: the guest may keep it"),
  START_UNGUARDED(
      Severity.WARNING, "a VM that keeps a disk could be started with another one in its place"),
  START_BLOCKED(
      Severity.WARNING, "nobody can start the VM, for the sake of a disk that it keeps no more"),
  VBD_FOREIGN(
      Severity.WARNING,
      "somebody else attached the disk, or means to: no safety rule holds for it"),
  NOTE_VOID(Severity.WARNING, "it says something that is not so any more"),
  DISK_PULLED(Severity.ERROR, "what the guest wrote last may be missing"),
  RECORD_LOST(Severity.ERROR, "the guest may still write to a disk that no record shows"),
  SNAPSHOT_FAILS(
      Severity.NOTICE, "snapshots with that disk, and moves to another host, fail meanwhile"),
  BACKUP_TAKES_DISK(
      Severity.WARNING,
      "the image backup fails while the disk is there: this kind of SR has no snapshots"),
  HA_CANNOT_MOVE(
      Severity.WARNING, "high availability cannot start it on another host while it has that disk"),
  FILE_READABLE(Severity.ERROR, "other users of this workstation can read the password"),
  FILE_WRITABLE(
      Severity.WARNING, "other users of this workstation decide which pool gets the password");

  private final Severity severity;
  private final String why;

  FindingKind(Severity severity, String why) {
    this.severity = severity;
    this.why = why;
  }

  /** {@code rules-lost}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  /** Why it matters, for a person. */
  public String why() {
    return why;
  }
}
