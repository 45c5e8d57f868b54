package io.xendisk.adapter.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Makes files and directories that nobody but their owner may use. Stateless. */
final class OwnerOnly {
  /** How a file is made. */
  static final FileAttribute<Set<PosixFilePermission>> FILE = rights("rw-------");

  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = rights("rwx------");

  private OwnerOnly() {}

  private static FileAttribute<Set<PosixFilePermission>> rights(String rights) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
  }

  /** Makes the directory of a file, which has an absolute path, where it is not there. */
  static void makeDirectoryOf(Path file) throws IOException {
    Files.createDirectories(file.getParent(), DIRECTORY);
  }

  /** Replaces a file as a whole: whoever reads sees the old lines or the new ones. */
  static void replace(Path file, List<String> lines) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, FILE);
    Files.write(fresh, lines);
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
