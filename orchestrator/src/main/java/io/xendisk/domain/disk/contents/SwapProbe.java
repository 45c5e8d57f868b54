package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.SWAP;

import java.util.Optional;

/** Recognises swap space by the mark at the end of its first page, of any page size. Immutable. */
final class SwapProbe implements Probe {
  private static final int LEAST_PAGE = 4096;
  private static final int MOST_PAGE = 64 << 10;
  private static final int MARK = 10;
  private static final int HEADER = 1024;

  @Override
  public Optional<Filesystem> look(Region region) {
    for (int page = LEAST_PAGE; page <= MOST_PAGE; page *= 2) {
      Block mark = region.read(page - MARK, MARK);
      if (mark == null) {
        return Optional.empty();
      }
      if (mark.says(0, "SWAP-SPACE")) {
        return Optional.of(
            Filesystem.named(region.place(), SWAP, Optional.empty(), Optional.empty()));
      }
      if (mark.says(0, "SWAPSPACE2")) {
        return version1(region);
      }
    }
    return Optional.empty();
  }

  private static Optional<Filesystem> version1(Region region) {
    Block header = region.read(HEADER, 512);
    if (header == null || (header.i32(0) != 1 && header.i32be(0) != 1) || header.i32(4) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Filesystem.named(
            region.place(), SWAP, DiskText.uuid(header, 12), DiskText.utf8(header, 28, 16)));
  }
}
