package io.xendisk.adapter.store;

import io.xendisk.port.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file of mode 0600 to which lines are added in one write, until a service takes it. Where nobody
 * does, the newest mebibyte or two are kept. A lock file beside it keeps whoever adds and whoever
 * takes apart; a crash leaves half a line at most, which spoils no other. Thread-safe.
 */
public final class SpoolFile implements Spool {
  private static final long LONGEST = 1 << 20;
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path file;
  private final long longest;

  public SpoolFile(Path file) {
    this(file, LONGEST);
  }

  SpoolFile(Path file, long longest) {
    this.file = file.toAbsolutePath();
    this.longest = longest;
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public boolean add(List<String> lines) {
    try {
      return alone(
          () -> {
            if (size(file) > longest) {
              Files.move(file, older(), StandardCopyOption.ATOMIC_MOVE);
            }
            LineFile.append(file, lines, false);
            return true;
          });
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<Taken> take() {
    try {
      return alone(
          () -> {
            for (var next : List.of(older(), file)) {
              if (!Files.exists(taken()) && Files.exists(next)) {
                Files.move(next, taken(), StandardCopyOption.ATOMIC_MOVE);
              }
            }
            return Files.exists(taken()) ? Optional.of(new TakenFile(taken())) : Optional.empty();
          });
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean putAside(List<String> broken) {
    try {
      return alone(
          () -> {
            var aside = beside(".broken");
            if (size(aside) <= longest) {
              LineFile.append(aside, broken, false);
            }
            return true;
          });
    } catch (IOException e) {
      return false;
    }
  }

  /** What was taken by a rename, so that whoever adds begins another file. */
  private record TakenFile(Path file) implements Taken {
    @Override
    public List<String> lines() {
      try {
        // A line may hold what is no UTF-8, where half of one was left: it is broken, not the file.
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.lines().filter(line -> !line.isBlank()).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void done() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It is taken again, and each of its lines is known by then.
      }
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Something that nobody else does to these files meanwhile. */
  @FunctionalInterface
  private interface Deed<T> {
    T done() throws IOException;
  }

  private <T> T alone(Deed<T> deed) throws IOException {
    // A second lock of one process is an error, and not a wait.
    synchronized (ONE_AT_A_TIME) {
      OwnerOnly.makeDirectoryOf(file);
      try (var channel =
              FileChannel.open(
                  beside(".lock"),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  OwnerOnly.FILE);
          var _ = channel.lock()) {
        return deed.done();
      }
    }
  }

  private Path older() {
    return beside(".older");
  }

  private Path taken() {
    return beside(".taken");
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
