package io.xendisk.domain.host;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.passport.EvidenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What XenAPI alone tells to be wrong with one host that lives: its removable storage, its rules as
 * far as they can be told from what is offered, and disks that should not be. Pure.
 */
public final class HostExam {
  private static final Set<String> OF_HOSTS = Set.of("LVM2_member", "linux_raid_member", "swap");

  private final HostFacts facts;
  private final List<Disk> disks;
  private final @Nullable HostBaseline baseline;
  private final List<Diagnosed> found = new ArrayList<>();

  private HostExam(HostFacts facts, List<Disk> disks, @Nullable HostBaseline baseline) {
    this.facts = facts;
    this.disks = disks;
    this.baseline = baseline;
  }

  /** With the disks of the host, read as far as that is allowed. */
  public static List<Diagnosed> of(
      HostFacts facts, List<Disk> disks, Optional<HostBaseline> baseline) {
    var exam = new HostExam(facts, List.copyOf(disks), baseline.orElse(null));
    exam.storage();
    exam.usb();
    exam.rules();
    disks.forEach(exam::ownDisk);
    return List.copyOf(exam.found);
  }

  private void storage() {
    if (facts.srs().isEmpty()) {
      add(
          FindingKind.SR_MISSING,
          "it has no SR of type udev with sm_config type=block",
          "xendisk doctor %s --fix".formatted(name()),
          new Fix.MakeSr(facts));
    }
    for (var links : LinkName.values()) {
      var srs = facts.srsOf(links);
      if (srs.size() > 1) {
        add(
            FindingKind.SR_SEVERAL,
            "%d SRs look into %s: %s"
                .formatted(
                    srs.size(),
                    links.directory(),
                    String.join(", ", srs.stream().map(sr -> sr.id().uuid()).sorted().toList())),
            "xe sr-forget uuid=... for all but one, when no VM has a disk of it");
      }
    }
    for (var sr : facts.srs()) {
      if (sr.links().isEmpty()) {
        add(
            FindingKind.SR_ELSEWHERE,
            "SR %s (%s) looks into '%s'".formatted(sr.name(), sr.id().uuid(), sr.location()),
            "xe sr-forget uuid=%s, then `xendisk doctor %s --fix`"
                .formatted(sr.id().uuid(), name()));
      }
      if (!sr.plugged()) {
        add(
            FindingKind.SR_UNPLUGGED,
            "SR %s (%s) is not plugged".formatted(sr.name(), sr.id().uuid()),
            "xendisk doctor %s --fix".formatted(name()),
            new Fix.PlugSr(facts, sr));
      }
    }
  }

  private void usb() {
    for (var device : facts.passedThrough()) {
      add(
          FindingKind.USB_PASSED_THROUGH,
          device.fullName() + " is passed through to a VM",
          "xe pusb-param-set uuid=%s passthrough-enabled=false, unless it is no disk"
              .formatted(device.uuid()));
    }
  }

  private void rules() {
    boolean empty =
        baseline != null
            && !baseline.bays().isEmpty()
            && disks.stream().noneMatch(HostExam::isPresent);
    boolean updated = baseline != null && !baseline.build().equals(facts.build());
    boolean booted = baseline != null && !baseline.boot().equals(facts.host().bootTime());
    if (baseline == null) {
      add(
          FindingKind.BASELINE_MISSING,
          "nobody has remembered what it is like when it is right",
          "xendisk host check %s --save".formatted(name()));
    } else if (updated && empty) {
      add(
          FindingKind.RULES_LOST,
          "build %s, was %s; no disk is there in the bays %s"
              .formatted(facts.build(), baseline.build(), String.join(", ", baseline.bays())),
          "xendisk host prepare %s --ssh root@%s".formatted(name(), facts.address()));
      return; // what its records show is of before
    } else if (updated) {
      updated();
    } else if (booted && empty) {
      add(
          FindingKind.BAYS_EMPTY,
          "booted since; no disk is there in the bays " + String.join(", ", baseline.bays()),
          "xendisk host check %s --ssh root@%s".formatted(name(), facts.address()));
    }
    if (isUnscanned()) {
      unscanned();
    } else {
      disks.stream().filter(HostExam::isUnreadable).forEach(this::unreadable);
    }
  }

  private void updated() {
    var before = Objects.requireNonNull(baseline);
    var evidence = "build %s, was %s".formatted(facts.build(), before.build());
    var mend = "xendisk host check %s --save, when the disks are there".formatted(name());
    if (!isUnscanned() && present().containsAll(before.bays())) {
      add(FindingKind.HOST_UPDATED, evidence, mend, new Fix.SaveBaseline(facts));
    } else {
      add(FindingKind.HOST_UPDATED, evidence, mend);
    }
  }

  private void unscanned() {
    var evidence =
        "not scanned since its boot: "
            + disks.stream()
                .filter(HostExam::isOfAnotherBoot)
                .map(Disk::fullName)
                .sorted()
                .collect(Collectors.joining(", "));
    var mend = "xendisk host check %s --scan".formatted(name());
    var sr = facts.srs().stream().filter(UdevSr::plugged).findFirst();
    if (sr.isPresent()
        && facts.srs().size() == 1
        && disks.stream().noneMatch(HostExam::keepsFromScan)) {
      add(FindingKind.NOT_SCANNED, evidence, mend, new Fix.Scan(facts, sr.get().id()));
    } else {
      add(FindingKind.NOT_SCANNED, evidence, mend);
    }
  }

  /**
   * What forbids to scan unasked: a VM has the disk, somebody works on it, or somebody was told to
   * pull it (safety rules).
   */
  private static boolean keepsFromScan(Disk disk) {
    return disk.attachments().stream().anyMatch(Attachment::attached)
        || disk.marks().lease() != null
        || disk.access().heldBy() != null
        || disk.marks().released() != null;
  }

  private void unreadable(Disk disk) {
    found.add(
        Diagnosed.of(
            FindingKind.DISK_UNREADABLE,
            disk.fullName(),
            disk.contents() instanceof Contents.Unread(var why, _) ? why : "it was not read",
            "look at the disk; `xendisk host check %s --scan` tells whether it is there"
                .formatted(name())));
  }

  /** A device of the host's other SRs is one of these disks, by its name or its serial number. */
  private void ownDisk(Disk disk) {
    var device = facts.ownDevices().stream().filter(own -> isOn(own, disk)).sorted().findFirst();
    if (device.isPresent()) {
      found.add(
          Diagnosed.of(
              FindingKind.DOM0_DISK_OFFERED,
              disk.fullName(),
              "a local SR of %s is on %s".formatted(facts.fullName(), device.get()),
              "xendisk host prepare %s, with rules for the backup bays only".formatted(name())));
    } else if (disk.filesystem().filter(fs -> OF_HOSTS.contains(fs.type())).isPresent()) {
      found.add(
          Diagnosed.of(
              FindingKind.DOM0_DISK_SUSPECTED,
              disk.fullName(),
              "%s is on it".formatted(disk.filesystem().orElseThrow().type()),
              "xendisk host check %s --ssh root@%s tells".formatted(name(), facts.address())));
    }
  }

  private static boolean isOn(String own, Disk disk) {
    var path = "/dev/" + disk.seat().device();
    var serial = disk.serial();
    return own.matches(Pattern.quote(path) + "(p?\\d+)?")
        || (serial != null && own.matches(".*[_-]" + Pattern.quote(serial) + "(-part\\d+)?"));
  }

  /** The bays in which a disk is there. */
  private Set<String> present() {
    return disks.stream()
        .filter(HostExam::isPresent)
        .flatMap(disk -> bay(disk).stream())
        .collect(Collectors.toSet());
  }

  /** Whether nothing says that it is a record of before, behind which there is no disk now. */
  private static boolean isPresent(Disk disk) {
    return disk.contents() instanceof Contents.Known
        || disk.attachments().stream().anyMatch(HostExam::isOfAVm)
        || !(isUnreadable(disk) || isOfAnotherBoot(disk));
  }

  /**
   * The control domain's VBD of a read stays for a moment, also where there was nothing to read.
   */
  private static boolean isOfAVm(Attachment attachment) {
    return attachment.attached() && !attachment.holder().controlDomain();
  }

  private static Optional<String> bay(Disk disk) {
    return Optional.ofNullable(disk.seat().bay()).map(bay -> bay.address());
  }

  /**
   * Whether a host is to be scanned unasked: its records are of before its boot, and nothing
   * forbids it.
   */
  public static boolean wantsScan(List<Disk> ofOneHost) {
    return ofOneHost.stream().anyMatch(HostExam::isOfAnotherBoot)
        && ofOneHost.stream().noneMatch(HostExam::keepsFromScan);
  }

  private boolean isUnscanned() {
    return disks.stream().anyMatch(HostExam::isOfAnotherBoot);
  }

  /** By what is remembered of it; of a disk that nobody ever read nothing is. */
  private static boolean isOfAnotherBoot(Disk disk) {
    return disk.marks()
        .memory()
        .filter(memory -> memory.age().outdatedAt(disk.seat().stamp()).contains(EvidenceKind.SIZE))
        .isPresent();
  }

  private static boolean isUnreadable(Disk disk) {
    return disk.contents() instanceof Contents.Unread(_, var failedAt) && failedAt != null;
  }

  private String name() {
    return facts.host().name();
  }

  private void add(FindingKind kind, String evidence, String mend) {
    found.add(Diagnosed.of(kind, facts.fullName(), evidence, mend));
  }

  private void add(FindingKind kind, String evidence, String mend, Fix fix) {
    found.add(Diagnosed.of(kind, facts.fullName(), evidence, mend, fix));
  }
}
