package io.xendisk.cli;

import io.xendisk.config.Channel;
import io.xendisk.config.PasswordSource;
import io.xendisk.port.Journal;
import io.xendisk.port.LogArchive;
import io.xendisk.port.NoteBook;
import io.xendisk.port.Notifier;
import io.xendisk.port.PrivateFile;
import io.xendisk.port.Spool;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;

/** How news and logs leave a command; what is heavy is loaded when it is used. */
public interface Outlets {
  /**
   * Tells people by a channel that needs no pool.
   *
   * @param secrets gives a secret at the moment in which it is needed
   */
  Notifier notifier(Channel.Outside channel, Function<PasswordSource, String> secrets);

  /** Notes that are kept in a directory of this machine. */
  NoteBook notes(Path directory);

  /** A file of this machine that lines of a log are kept in. */
  LogArchive archive(Path file);

  /** A file of this machine that is nobody else's to read. */
  PrivateFile privateFile(Path file);

  /** Lines that are kept in a file of this machine. */
  Journal journal(Path file);

  /** Lines that wait in a file of this machine until a service takes them in. */
  Spool spool(Path file);

  /**
   * Has a connection to a service trust whom it should.
   *
   * @throws IOException if what vouches for the service cannot be read
   */
  void secure(HttpsURLConnection connection, Trust trust) throws IOException;

  /** What a label shows as a QR code: row by row, true where it is dark. */
  boolean[][] qrCode(String text);
}
