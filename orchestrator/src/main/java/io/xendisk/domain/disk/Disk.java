package io.xendisk.domain.disk;

import io.xendisk.domain.SrId;
import io.xendisk.domain.VdiId;
import io.xendisk.domain.disk.passport.DiskMemory;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A physical disk in a bay of a host, as the pool shows it at one moment. Its letter and its VDI
 * are where it is, not which disk it is. {@code vbds} says how many attachments it has, which a
 * first look does not bring along; {@code recognition} says whose passport it shows. Immutable.
 */
public record Disk(
    VdiId vdi,
    Seat seat,
    Hardware hardware,
    Contents contents,
    Marks marks,
    Recognition recognition,
    Access access,
    int vbds,
    List<Attachment> attachments) {

  /**
   * Where the disk is: its host, the host's removable SR, the kernel's name, and the bay; {@code
   * usbPath} is the chain of ports that it hangs on, null where it is on none that is known.
   */
  public record Seat(
      Host host, SrId sr, String device, @Nullable Bay bay, @Nullable String usbPath, Stamp stamp) {
    /**
     * Whether both may lose their power together: they hang on one port, as two drives of one
     * bridge do, or on two ports of one hub, as those of an enclosure with a bridge for each do. A
     * port of the host itself ({@code 1-2}) is no hub.
     */
    boolean sharesEnclosureWith(Seat other) {
      return usbPath != null
          && other.usbPath != null
          && host.id().equals(other.host.id())
          && stem(usbPath).equals(stem(other.usbPath));
    }

    private static String stem(String path) {
      int hub = path.lastIndexOf('.');
      return hub < 0 ? path : path.substring(0, hub + 1);
    }
  }

  /** What xendisk wrote on the disk's record; {@code seen} is from any moment, maybe long ago. */
  public record Marks(LeaseMarks leases, @Nullable Released released, @Nullable SeenNote seen) {
    public static final Marks NONE = new Marks(LeaseMarks.NONE, null, null);

    public Optional<DiskMemory> memory() {
      return Optional.ofNullable(seen).map(SeenNote::memory);
    }

    /** The lease on the disk, whether its owner lives or not. */
    public @Nullable Lease lease() {
      return leases.lease();
    }

    Marks with(LeaseMarks newLeases) {
      return new Marks(newLeases, released, seen);
    }

    Marks with(@Nullable SeenNote newSeen) {
      return new Marks(leases, released, newSeen);
    }
  }

  /**
   * What stands in the way of using it at all; {@code operations} are XenAPI's current ones, {@code
   * heldBy} is the VM that may have it under an earlier record (safety rule R9).
   */
  public record Access(
      boolean present, boolean readOnly, Set<String> operations, @Nullable Holding heldBy) {
    public Access {
      operations = Set.copyOf(operations);
    }
  }

  public Disk {
    attachments = List.copyOf(attachments);
  }

  public Disk with(List<Attachment> newAttachments) {
    return new Disk(
        vdi,
        seat,
        hardware,
        contents,
        marks,
        recognition,
        access,
        newAttachments.size(),
        newAttachments);
  }

  public Disk with(Contents newContents) {
    return new Disk(
        vdi, seat, hardware, newContents, marks, recognition, access, vbds, attachments);
  }

  public Disk with(Recognition newRecognition) {
    return new Disk(
        vdi, seat, hardware, contents, marks, newRecognition, access, vbds, attachments);
  }

  /** The disk with what was just read of it, and what is remembered from now on. */
  public Disk with(SeenNote note) {
    return with(marks.with(note)).with((Contents) note.read()).describedAs(note);
  }

  /** As far as the record's description is this disk's own, by what is remembered of it. */
  public Disk describedAs(@Nullable SeenNote note) {
    return note != null && note.memory().age().describesAnotherDisk() ? undescribed() : this;
  }

  /** Without bay and description: they are those of the disk that stood here before. */
  private Disk undescribed() {
    return new Disk(
        vdi,
        new Seat(seat.host, seat.sr, seat.device, null, seat.usbPath, seat.stamp),
        hardware.undescribed(),
        contents,
        marks,
        recognition,
        access,
        vbds,
        attachments);
  }

  /** The disk as one that a VM may have under an earlier record. */
  public Disk heldBy(Holding holding) {
    var held = new Access(access.present, access.readOnly, access.operations, holding);
    return new Disk(vdi, seat, hardware, contents, marks, recognition, held, vbds, attachments);
  }

  private Disk with(Marks newMarks) {
    return new Disk(
        vdi, seat, hardware, contents, newMarks, recognition, access, vbds, attachments);
  }

  /** The disk as it is for whoever holds this lease on it. */
  public Disk withoutLease(String token) {
    return with(marks.with(marks.leases.without(token)));
  }

  /** Whether a person was told so and nobody has come since; a late mark beside a VBD is void. */
  public boolean isSafeToPull() {
    return marks.released != null && attachments.isEmpty();
  }

  /** Whether it is another disk, behind the same enclosure or hub. */
  public boolean sharesEnclosureWith(Disk other) {
    return !vdi.equals(other.vdi) && seat.sharesEnclosureWith(other.seat);
  }

  public DiskState state() {
    if (!access.present) {
      return DiskState.MISSING;
    }
    boolean ofControlDomain = attachments.stream().anyMatch(a -> a.holder().controlDomain());
    if (access.heldBy != null || ofControlDomain) {
      return DiskState.HELD;
    }
    if (attachments.stream().anyMatch(a -> a.releasing() || a.isBeingUnplugged())) {
      return DiskState.RELEASING;
    }
    if (attachments.stream().anyMatch(Attachment::isSettled)) {
      return DiskState.ATTACHED;
    }
    if (attachments.stream().anyMatch(a -> a.isOurs() || !a.operations().isEmpty())) {
      return DiskState.ATTACHING;
    }
    boolean busy = !access.operations.isEmpty() || marks.lease() != null;
    return attachments.isEmpty() && !busy ? DiskState.FREE : DiskState.HELD;
  }

  /** What the disk is remembered by, or nothing if it carries nothing that tells it apart. */
  public Optional<DiskKey> key() {
    if (contents instanceof Contents.Known known) {
      var filesystem = known.filesystem();
      var table = known.table();
      return keyOf(DiskKey.Kind.FILESYSTEM, filesystem == null ? null : filesystem.uuid())
          .or(() -> keyOf(DiskKey.Kind.PARTITION_TABLE, table == null ? null : table.id()))
          .or(() -> keyOf(DiskKey.Kind.SERIAL, ownSerial()));
    }
    return keyOf(DiskKey.Kind.SERIAL, ownSerial());
  }

  /** The drive's own, by its SMART data or its link, null if neither is known. */
  private @Nullable String ownSerial() {
    return drive().serial() == null ? hardware.serial() : drive().serial();
  }

  /** What the drive told of itself when the disk was read, or later. */
  public Drive drive() {
    return contents instanceof Contents.Known known ? known.drive() : Drive.SILENT;
  }

  /** The same disk, whose drive was asked just now. */
  public Disk with(Drive drive) {
    return contents instanceof Contents.Known known ? with(known.with(drive)) : this;
  }

  /** The serial number to be shown: the drive's own, else that of the USB device it is behind. */
  public @Nullable String serial() {
    var own = ownSerial();
    return own == null ? hardware.usbSerial() : own;
  }

  /** An empty text tells no disk from another: all that have it would share one memory. */
  private static Optional<DiskKey> keyOf(DiskKey.Kind kind, @Nullable String value) {
    return value == null || value.isBlank()
        ? Optional.empty()
        : Optional.of(new DiskKey(kind, value));
  }

  public Optional<String> label() {
    return filesystem().map(Contents.Filesystem::label);
  }

  public Optional<Contents.Filesystem> filesystem() {
    return contents instanceof Contents.Known known
        ? Optional.ofNullable(known.filesystem())
        : Optional.empty();
  }

  /** {@code dev:xs1/sdb}: how a person finds the disk at the rack. */
  public String place() {
    return "dev:" + seat.host.name() + "/" + seat.device;
  }

  /** The names that were enrolled for a disk that shows this one's identity: mostly one or none. */
  public List<String> enrolledNames() {
    return recognition.claims().stream().map(claim -> claim.passport().name()).toList();
  }

  /** The disk's name: as it was enrolled, else its label, else its place. */
  public String name() {
    return title().orElseGet(this::place);
  }

  /** What the disk was called that it may be, as long as nobody may read what it is. */
  public Optional<String> heldName() {
    return Optional.ofNullable(access.heldBy).map(holding -> holding.held().name());
  }

  private Optional<String> title() {
    return recognition instanceof Recognition.Known known && known.isTheDisk()
        ? Optional.of(known.passport().name())
        : label().or(this::heldName);
  }

  /** {@code BACKUP-01 (dev:xs1/sdb, VDI 7c…)}: enough to find it in XenCenter and at the rack. */
  public String fullName() {
    var known = title().map(title -> title + " (" + place() + ", ").orElse(place() + " (");
    return known + "VDI " + vdi.uuid() + ")";
  }
}
