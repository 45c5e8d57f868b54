package io.xendisk.adapter.notify;

import io.xendisk.port.NoteBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * Notes as files of one directory, which is made with the first of them; each is there whole or not
 * at all. Thread-safe, also between processes: the file system decides who is first.
 */
public final class FileNoteBook implements NoteBook {
  private static final String NEW = ".new-";

  private final Path directory;

  public FileNoteBook(Path directory) {
    this.directory = directory;
  }

  @Override
  public Map<String, String> all() {
    if (!Files.isDirectory(directory)) {
      return Map.of();
    }
    var all = new HashMap<String, String>();
    try (var files = Files.newDirectoryStream(directory, file -> !isNew(file))) {
      for (var file : files) {
        all.put(key(file), Files.readString(file));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("the notes in %s cannot be read".formatted(directory), e);
    }
  }

  @Override
  public boolean add(String key, String text) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var whole = Files.createTempFile(directory, NEW, "");
      try {
        Files.writeString(whole, text);
        Files.createLink(file(key), whole); // fails where there is one, unlike a rename
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no note can be kept in %s".formatted(directory), e);
    }
  }

  @Override
  public void remove(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException("a note in %s cannot be removed".formatted(directory), e);
    }
  }

  private static boolean isNew(Path file) {
    return file.getFileName().toString().startsWith(NEW);
  }

  private Path file(String key) {
    return directory.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private static String key(Path file) {
    return URLDecoder.decode(file.getFileName().toString(), StandardCharsets.UTF_8);
  }
}
