package io.xendisk.domain.disk.contents;

import java.util.Optional;

/** Recognises one family of filesystems or members. Pure; never throws, whatever the bytes say. */
@FunctionalInterface
interface Probe {
  Optional<Filesystem> look(Region region);
}
