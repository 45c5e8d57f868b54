package io.xendisk.domain.disk.contents;

import static io.xendisk.domain.disk.contents.FilesystemType.LUKS;

import java.util.Optional;

/** Recognises LUKS, version 1 and 2, by its primary header. Immutable. */
final class LuksProbe implements Probe {
  @Override
  public Optional<Filesystem> look(Region region) {
    Block header = region.read(0, 512);
    if (header == null || !header.says(0, "LUKS\u00ba\u00be")) {
      return Optional.empty();
    }
    int version = header.u16be(6);
    if (version == 2 && header.i64be(256) != 0) {
      return Optional.empty();
    }
    return Optional.of(
        Filesystem.named(
            region.place(),
            LUKS,
            DiskText.utf8(header, 168, 40),
            version == 2 ? DiskText.utf8(header, 24, 48) : Optional.empty()));
  }
}
