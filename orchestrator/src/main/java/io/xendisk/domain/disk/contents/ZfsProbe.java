package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.ZFS_MEMBER;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * Recognises a member of a ZFS pool by one of the two labels at its beginning: a list of named
 * values in XDR, of which the pool's guid (its UUID, in decimal as blkid prints it) and name are
 * taken. Immutable.
 */
final class ZfsProbe implements Probe {
  private static final long LEAST_DEVICE = 64L << 20;
  private static final int LABEL = 256 << 10;
  private static final int LIST_AT = 16 << 10;
  private static final int LIST_SIZE = 16 << 10;
  private static final int FIRST_PAIR = 12;
  private static final int XDR = 1;
  private static final int UINT64 = 8;
  private static final int STRING = 9;
  private static final int LONGEST_NAME = 256;

  @Override
  public Optional<Filesystem> look(Region region) {
    return region.length() < LEAST_DEVICE
        ? Optional.empty()
        : label(region, 0).or(() -> label(region, LABEL));
  }

  private static Optional<Filesystem> label(Region region, long at) {
    Block start = region.read(at + LIST_AT, 16);
    if (start == null || start.u8(0) != XDR || start.u8(1) > 1 || start.i32be(12) == 0) {
      return Optional.empty();
    }
    Block list = region.read(at + LIST_AT, LIST_SIZE);
    return list == null ? Optional.empty() : members(region, list);
  }

  private static Optional<Filesystem> members(Region region, Block list) {
    Optional<String> guid = Optional.empty();
    Optional<String> name = Optional.empty();
    boolean written = false;
    int at = FIRST_PAIR;
    // Only the outermost list counts; what is nested in it is passed over by its size.
    while (at <= list.length() - 20 && region.budget().step()) {
      long size = list.u32be(at);
      long nameLength = list.u32be(at + 8);
      if (size < 24
          || size > list.length() - at
          || nameLength > Math.min(LONGEST_NAME, size - 20)) {
        break;
      }
      String key = new String(list.copy(at + 12, (int) nameLength), UTF_8);
      int valueAt = at + 12 + ((int) nameLength + 3 & ~3);
      int room = (int) (at + size - valueAt);
      int type = room < 8 ? 0 : list.i32be(valueAt);
      if (type == UINT64 && room >= 16) {
        long value = list.i64be(valueAt + 8);
        written |= key.equals("txg") && value != 0;
        if (key.equals("pool_guid") && value != 0) {
          guid = Optional.of(Long.toUnsignedString(value));
        }
      } else if (type == STRING && room >= 12 && key.equals("name")) {
        long length = list.u32be(valueAt + 8);
        if (length <= room - 12) {
          name = DiskText.utf8(list, valueAt + 12, (int) length);
        }
      }
      at += (int) size;
    }
    return guid.isPresent() && written
        ? Optional.of(Filesystem.named(region.place(), ZFS_MEMBER, guid, name))
        : Optional.empty();
  }
}
