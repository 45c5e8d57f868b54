package io.xendisk.adapter.xenapi;

import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Drive;
import io.xendisk.domain.disk.contents.DiskBytes;
import io.xendisk.domain.disk.contents.DiskContents;
import io.xendisk.domain.disk.contents.DiskReader;
import io.xendisk.domain.disk.contents.ExtState;
import io.xendisk.domain.disk.contents.Filesystem;
import io.xendisk.domain.disk.contents.PartitionTable;
import io.xendisk.port.RawRead;
import io.xendisk.xenapi.HostRecord;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.RawRequest;
import io.xendisk.xenapi.TaskRef;
import io.xendisk.xenapi.VdiRef;
import io.xendisk.xenapi.XenApi;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is on a disk over {@code /export_raw_vdi}: since 6.2, with role vm-admin, and through
 * the disk's own host, whose certificate has to be known (facts §12). Thread-safe.
 */
final class RawDisk {
  private static final long MOST = 4 << 20;

  private final XenApi api;

  RawDisk(XenApi api) {
    this.api = api;
  }

  RawRead read(Disk disk, PoolFrame frame, @Nullable HostRecord host, Instant at, Duration atMost) {
    if (!frame.release().isAtLeast(2, 0)) {
      return new RawRead.NotPossible(
          "XenAPI %s cannot read a disk; that came with 2.0 (XenServer 6.2)"
              .formatted(frame.release()));
    }
    if (host == null) {
      return new RawRead.Failed("the pool does not know its host any more");
    }
    try {
      var read =
          api.readStart(
              new VdiRef(disk.vdi().ref()),
              api.urlOf(host),
              new RawRequest(MOST, atMost, null),
              bytes -> new DiskReader().read(DiskBytes.of(begun(bytes), disk.hardware().size())));
      return new RawRead.Read(
          known(disk, read.value(), at), read.task().map(TaskRef::value).orElse(""));
    } catch (PoolException e) {
      return failure(e, disk.seat().host().name());
    }
  }

  /**
   * A disk that is not there ends before its first byte (facts §12): that is no disk on which
   * nothing was found, and the pool's task says why.
   */
  private static InputStream begun(InputStream bytes) throws IOException {
    var begun = new PushbackInputStream(bytes);
    int first = begun.read();
    if (first < 0) {
      throw new EOFException("nothing of it came");
    }
    begun.unread(first);
    return begun;
  }

  private static RawRead failure(PoolException failure, String host) {
    return switch (failure) {
      case PoolException.NotSent e when e.reason() == PoolException.NotSent.Reason.UNTRUSTED ->
          new RawRead.NotPossible("the certificate of host %s is not known here".formatted(host));
      case PoolException.Rejected e when e.is("RBAC_PERMISSION_DENIED") ->
          new RawRead.NotPossible("the account may not read disks; it needs the role vm-admin");
      case PoolException.NotSent e -> new RawRead.Failed(message(e));
      case PoolException.Rejected e -> new RawRead.Failed(message(e));
      case PoolException.ReplyLost e -> new RawRead.Failed(message(e));
    };
  }

  private static String message(PoolException failure) {
    return String.valueOf(failure.getMessage());
  }

  static Contents.Known known(Disk disk, DiskContents contents, Instant at) {
    return new Contents.Known(
        disk.seat().stamp(),
        at,
        contents.partitionTable().map(RawDisk::table).orElse(null),
        contents.primary().map(primary -> filesystem(primary, contents)).orElse(null),
        contents.isBlank(),
        contents.isPartial(),
        Drive.SILENT);
  }

  private static Contents.Table table(PartitionTable table) {
    return new Contents.Table(table.kind().label(), table.id().orElse(null));
  }

  private static Contents.Filesystem filesystem(Filesystem primary, DiskContents contents) {
    Optional<ExtState> ext = primary.ext();
    return new Contents.Filesystem(
        primary.type().blkidName(),
        primary.label().orElse(null),
        primary.uuid().orElse(null),
        contents.clean().orElse(null),
        ext.map(ExtState::usedPercent).orElse(null));
  }
}
