package io.xendisk.domain.disk;

import io.xendisk.domain.SrId;
import io.xendisk.domain.VdiId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A physical disk in a bay of a host, as the pool shows it at one moment. Its letter and its VDI
 * are where it is, not which disk it is. {@code vbds} says how many attachments it has, which a
 * first look does not bring along. Immutable.
 */
public record Disk(
    VdiId vdi,
    Seat seat,
    Hardware hardware,
    Contents contents,
    Marks marks,
    Access access,
    int vbds,
    List<Attachment> attachments) {

  /** Where the disk is: its host, the host's removable SR, the kernel's name, and the bay. */
  public record Seat(Host host, SrId sr, String device, @Nullable Bay bay, Stamp stamp) {}

  /** What xendisk wrote on the disk's record. */
  public record Marks(@Nullable Lease lease, @Nullable Released released) {
    public static final Marks NONE = new Marks(null, null);
  }

  /** What stands in the way of using it at all; {@code operations} are XenAPI's current ones. */
  public record Access(boolean present, boolean readOnly, Set<String> operations) {
    public Access {
      operations = Set.copyOf(operations);
    }
  }

  public Disk {
    attachments = List.copyOf(attachments);
  }

  public Disk with(List<Attachment> newAttachments) {
    return new Disk(
        vdi, seat, hardware, contents, marks, access, newAttachments.size(), newAttachments);
  }

  public Disk with(Contents newContents) {
    return new Disk(vdi, seat, hardware, newContents, marks, access, vbds, attachments);
  }

  /** The disk as it is for whoever holds this lease on it. */
  public Disk withoutLease(String token) {
    boolean held = marks.lease != null && marks.lease.token().equals(token);
    var others = new Marks(held ? null : marks.lease, marks.released);
    return new Disk(vdi, seat, hardware, contents, others, access, vbds, attachments);
  }

  public DiskState state() {
    if (!access.present) {
      return DiskState.MISSING;
    }
    if (attachments.stream().anyMatch(a -> a.holder().controlDomain())) {
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
    boolean busy = !access.operations.isEmpty() || marks.lease != null;
    return attachments.isEmpty() && !busy ? DiskState.FREE : DiskState.HELD;
  }

  /** What the disk is remembered by, or nothing if it carries nothing that tells it apart. */
  public Optional<DiskKey> key() {
    if (contents instanceof Contents.Known known) {
      var filesystem = known.filesystem();
      var table = known.table();
      return keyOf(DiskKey.Kind.FILESYSTEM, filesystem == null ? null : filesystem.uuid())
          .or(() -> keyOf(DiskKey.Kind.PARTITION_TABLE, table == null ? null : table.id()))
          .or(() -> keyOf(DiskKey.Kind.SERIAL, hardware.serial()));
    }
    return keyOf(DiskKey.Kind.SERIAL, hardware.serial());
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

  /** The disk's label, else its place: what messages call it. */
  public String name() {
    return label().orElseGet(this::place);
  }

  /** {@code BACKUP-01 (dev:xs1/sdb, VDI 7c…)}: enough to find it in XenCenter and at the rack. */
  public String fullName() {
    var known = label().map(label -> label + " (" + place() + ", ").orElse(place() + " (");
    return known + "VDI " + vdi.uuid() + ")";
  }
}
