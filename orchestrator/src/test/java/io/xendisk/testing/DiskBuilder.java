package io.xendisk.testing;

import io.xendisk.domain.SrId;
import io.xendisk.domain.VdiId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Bay;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Contents.Filesystem;
import io.xendisk.domain.disk.Contents.Table;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Drive;
import io.xendisk.domain.disk.Hardware;
import io.xendisk.domain.disk.Holding;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.Released;
import io.xendisk.domain.disk.SeenNote;
import io.xendisk.domain.disk.passport.Recognition;
import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A disk: in xs1 as sdb, with a cleanly unmounted ext3 filesystem on an MBR, and free, unless told
 * otherwise. Confined to one test.
 */
public final class DiskBuilder {
  public static final long TWO_TERABYTES = 2_000_398_934_016L;

  /** When the pool's clock is asked in tests. */
  public static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private static final Instant READ_AT = Instant.parse("2026-11-22T05:00:00Z");

  private final String name;
  private Host host = Hosts.XS1;
  private String device = "sdb";
  private @Nullable String bay = "2:0:0:0";
  private @Nullable String usbPath;
  private @Nullable String label;
  private @Nullable String filesystemUuid;
  private @Nullable Boolean clean = true;
  private boolean hasFilesystem = true;
  private @Nullable String tableId = "0e3c51d7";
  private @Nullable String unread;
  private @Nullable String serial;
  private boolean present = true;
  private boolean readOnly;
  private Set<String> operations = Set.of();
  private @Nullable Lease lease;
  private @Nullable Holding heldBy;
  private @Nullable Released released;
  private @Nullable SeenNote seen;
  private Recognition recognition = new Recognition.Stranger();
  private Drive drive = Drive.SILENT;
  private List<Attachment> attachments = List.of();

  private DiskBuilder(String name) {
    this.name = name;
    this.label = name;
    this.filesystemUuid = Uuids.of("filesystem " + name);
  }

  /** A disk with a filesystem of this label. */
  public static DiskBuilder aDisk(String label) {
    return new DiskBuilder(label);
  }

  public DiskBuilder in(Host newHost, String newDevice, String newBay) {
    host = newHost;
    device = newDevice;
    bay = newBay;
    return this;
  }

  public DiskBuilder withoutBay() {
    bay = null;
    return this;
  }

  /** Its filesystem carries no label. */
  public DiskBuilder unlabelled() {
    label = null;
    return this;
  }

  /** Its filesystem carries no uuid. */
  public DiskBuilder withoutFilesystemUuid() {
    filesystemUuid = null;
    return this;
  }

  public DiskBuilder withFilesystemUuid(String uuid) {
    filesystemUuid = uuid;
    return this;
  }

  public DiskBuilder clean(@Nullable Boolean newClean) {
    clean = newClean;
    return this;
  }

  /** Nothing is on it that is known. */
  public DiskBuilder withoutFilesystem() {
    hasFilesystem = false;
    label = null;
    return this;
  }

  public DiskBuilder withTableId(@Nullable String id) {
    tableId = id;
    return this;
  }

  public DiskBuilder blank() {
    return withoutFilesystem().withTableId(null);
  }

  public DiskBuilder unread(String why) {
    unread = why;
    return this;
  }

  public DiskBuilder serial(String newSerial) {
    serial = newSerial;
    return this;
  }

  public DiskBuilder absent() {
    present = false;
    return this;
  }

  public DiskBuilder readOnly() {
    readOnly = true;
    return this;
  }

  /** The pool is at work on its VDI. */
  public DiskBuilder busyWith(String operation) {
    operations = Set.of(operation);
    return this;
  }

  /** A VM may have it under an earlier record. */
  public DiskBuilder heldBy(Holding holding) {
    heldBy = holding;
    return this;
  }

  public DiskBuilder leasedUntil(Instant expires) {
    return leased(Leases.lease("operator@backup1", "attach", "0123abcd", expires));
  }

  public DiskBuilder leased(Lease newLease) {
    lease = newLease;
    return this;
  }

  public DiskBuilder released() {
    released = new Released(READ_AT, "operator@backup1");
    return this;
  }

  /** What its VDI remembers of it. */
  public DiskBuilder remembered(SeenNote newSeen) {
    seen = newSeen;
    return this;
  }

  public DiskBuilder recognised(Recognition newRecognition) {
    recognition = newRecognition;
    return this;
  }

  /** What its drive told when it was read. */
  public DiskBuilder told(Drive newDrive) {
    drive = newDrive;
    return this;
  }

  public DiskBuilder with(VbdBuilder... vbds) {
    attachments = Stream.of(vbds).map(VbdBuilder::build).toList();
    return this;
  }

  /** On this chain of ports of the host's USB. */
  public DiskBuilder onUsb(String path) {
    usbPath = path;
    return this;
  }

  public Disk build() {
    var stamp = new Stamp("2026-11-22T04:00:00Z", TWO_TERABYTES, host.bootTime());
    return new Disk(
        new VdiId("OpaqueRef:vdi-" + name, Uuids.of("vdi " + name)),
        new Disk.Seat(
            host,
            new SrId("OpaqueRef:sr-" + host.name(), Uuids.of("sr " + host.name())),
            device,
            bay == null ? null : Bay.at(host.name(), bay).orElseThrow(),
            usbPath,
            stamp),
        new Hardware("SCSI", "ATA", "WDC WD20EARS-00M", "51.0", serial, null, null, TWO_TERABYTES),
        contents(stamp),
        new Disk.Marks(lease == null ? LeaseMarks.NONE : Leases.marks(lease), released, seen),
        recognition,
        new Disk.Access(present, readOnly, operations, heldBy),
        attachments.size(),
        attachments);
  }

  private Contents contents(Stamp stamp) {
    if (unread != null) {
      return Contents.Unread.because(unread);
    }
    var table = tableId == null ? null : new Table("mbr", tableId);
    var filesystem =
        hasFilesystem ? new Filesystem("ext3", label, filesystemUuid, clean, 12) : null;
    return new Contents.Known(
        stamp, READ_AT, table, filesystem, table == null && filesystem == null, false, drive);
  }
}
