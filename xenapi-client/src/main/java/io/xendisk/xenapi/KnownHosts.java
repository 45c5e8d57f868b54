package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The file of certificates that hosts showed when they were first met: {@code HOST:PORT
 * sha256:...}, a line a host, {@code #} begins a comment. Read and extended under a lock on the
 * file, so that two processes that meet a host at once agree; a line is never changed or removed
 * here, a person does that. Thread-safe: threads of one JVM take turns by one lock.
 */
final class KnownHosts {
  private static final long LONGEST = 1 << 20;
  // A file lock belongs to the whole JVM: a second thread would get an exception instead of
  // waiting.
  private static final ReentrantLock TURNS = new ReentrantLock();

  private final Path file;

  KnownHosts(Path file) {
    this.file = file;
  }

  CertificateCheck.Judge judgeOf(Endpoint endpoint) {
    return (chain, _, _) -> judge(nameOf(endpoint), Fingerprint.of(chain[0]));
  }

  /** Accepts the certificate if it is the known one, or if none is known yet, which is noted. */
  private void judge(String host, Fingerprint shown) throws CertificateException {
    Fingerprint known;
    try {
      known = knownOr(host, shown);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new CertificateException(
          "the known hosts in %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
    if (!known.equals(shown)) {
      throw new UntrustedCertificateException(
          "its certificate has changed: it was %s, and is %s now (known hosts: %s)"
              .formatted(known, shown, file),
          shown,
          known,
          null);
    }
  }

  private Fingerprint knownOr(String host, Fingerprint shown) throws IOException {
    TURNS.lock();
    try (FileChannel channel = open();
        FileLock _ = channel.lock()) {
      String text = textOf(channel);
      Optional<Fingerprint> known = find(text, host);
      if (known.isEmpty()) {
        String line =
            (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + host + " " + shown + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes, channel.size());
        }
        channel.force(true);
      }
      return known.orElse(shown);
    } finally {
      TURNS.unlock();
    }
  }

  private FileChannel open() throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions(directory, "rwx------"));
    }
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            permissions(file, "rw-------"));
    try {
      refuseIfOthersMayWrite();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  private void refuseIfOthersMayWrite() throws IOException {
    if (posix(file)) {
      Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
      if (allowed.contains(PosixFilePermission.GROUP_WRITE)
          || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new IOException("others may write to it; run: chmod 600 " + file);
      }
    }
  }

  private static String textOf(FileChannel channel) throws IOException {
    if (channel.size() > LONGEST) {
      throw new IOException("it is larger than 1 MiB");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  private static Optional<Fingerprint> find(String text, String host) {
    return text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip().split("\\s+"))
        .filter(parts -> parts.length >= 2 && parts[0].equalsIgnoreCase(host))
        .map(parts -> Fingerprint.parse(parts[1]))
        .findFirst();
  }

  private static String nameOf(Endpoint endpoint) {
    String host = endpoint.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + endpoint.port();
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return posix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean posix(@Nullable Path path) {
    return path != null && path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
