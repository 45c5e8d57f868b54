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
  DOM0_DISK_LINKED(Severity.ERROR, "a VM that gets it destroys what dom0 keeps there");

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
