package io.xendisk.adapter.store;

import io.xendisk.port.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file of mode 0600 that is replaced as a whole, so that a reader sees the old lines or the new
 * ones. It is read again only when it was changed. Thread-safe; a lock file beside it keeps two
 * processes apart.
 */
public final class OwnersFile implements PrivateFile {
  private static final Object ONE_AT_A_TIME = new Object();
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path file;
  private volatile @Nullable Seen seen;

  public OwnersFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** The lines by which state of the file; a new file has another key. */
  private record Seen(Object state, List<String> lines) {}

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public List<String> lines() {
    try {
      var state = checked(Files.readAttributes(file, PosixFileAttributes.class));
      var before = seen;
      if (before != null && before.state().equals(state)) {
        return before.lines();
      }
      var lines = List.copyOf(Files.readAllLines(file));
      seen = new Seen(state, lines);
      return lines;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new Unsafe("it cannot be read: " + e.getMessage());
    }
  }

  private static Object checked(PosixFileAttributes attributes) {
    if (attributes.permissions().stream().anyMatch(OTHERS::contains)) {
      throw new Unsafe(
          "others than its owner may use it (%s)"
              .formatted(PosixFilePermissions.toString(attributes.permissions())));
    }
    return state(attributes);
  }

  private static Object state(BasicFileAttributes attributes) {
    return List.of(
        attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
  }

  @Override
  public void change(UnaryOperator<List<String>> change) {
    // A second lock of one process is an error, and not a wait.
    synchronized (ONE_AT_A_TIME) {
      try {
        OwnerOnly.makeDirectoryOf(file);
        try (var channel =
                FileChannel.open(
                    beside(".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OwnerOnly.FILE);
            var _ = channel.lock()) {
          OwnerOnly.replace(file, change.apply(lines()));
        }
      } catch (IOException e) {
        throw new Unsafe("it cannot be written: " + e.getMessage());
      }
    }
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
