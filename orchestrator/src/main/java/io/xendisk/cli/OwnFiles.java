package io.xendisk.cli;

import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.FindingKind;
import io.xendisk.domain.host.Fix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of this workstation that a pool is reached with: a password is nobody else's to read,
 * and which hosts get it is nobody else's to write. Immutable.
 *
 * @param secrets files that hold a password
 * @param others files that say which hosts are trusted with it
 */
record OwnFiles(List<Path> secrets, List<Path> others) {
  private static final Set<PosixFilePermission> READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private static final Set<PosixFilePermission> WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> EXECUTE =
      EnumSet.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

  OwnFiles {
    secrets = List.copyOf(secrets);
    others = List.copyOf(others);
  }

  List<Diagnosed> findings() {
    var found = new ArrayList<Diagnosed>();
    for (var file : secrets) {
      if (has(file, READ)) {
        found.add(of(FindingKind.FILE_READABLE, file, "others may read it", true));
      }
      if (has(file, WRITE)) {
        found.add(of(FindingKind.FILE_WRITABLE, file, "others may write it", true));
      }
    }
    for (var file : others) {
      if (has(file, WRITE)) {
        found.add(of(FindingKind.FILE_WRITABLE, file, "others may write it", false));
      }
    }
    return found;
  }

  private static Diagnosed of(FindingKind kind, Path file, String evidence, boolean secret) {
    var fix = new Fix.CloseFile(file.toString(), secret);
    return new Diagnosed(new Finding(kind, "file " + file, evidence, fix.words(), true), fix);
  }

  private static boolean has(Path file, Set<PosixFilePermission> any) {
    try {
      var there = Files.getPosixFilePermissions(file);
      return any.stream().anyMatch(there::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // it is not there, or this filesystem knows no such permissions
    }
  }

  /** Why it could not be done, in words, or null if it was. */
  static @Nullable String close(Fix.CloseFile fix) {
    try {
      var file = Path.of(fix.path());
      var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      permissions.removeAll(WRITE);
      if (fix.secret()) {
        permissions.removeAll(READ);
        permissions.removeAll(EXECUTE);
      }
      Files.setPosixFilePermissions(file, permissions);
      return null;
    } catch (IOException e) {
      return "it cannot be changed: " + e.getMessage();
    }
  }
}
