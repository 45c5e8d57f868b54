package io.xendisk.cli;

import io.xendisk.config.Channel;
import io.xendisk.config.PasswordSource;
import io.xendisk.port.Delivery;
import io.xendisk.port.Journal;
import io.xendisk.port.LogArchive;
import io.xendisk.port.NoteBook;
import io.xendisk.port.Notifier;
import io.xendisk.port.PrivateFile;
import io.xendisk.port.Spool;
import io.xendisk.testing.MemoryNotes;
import io.xendisk.xenapi.Trust;
import java.nio.file.Path;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;

/** A machine from which no news gets out. */
final class NoOutlets implements Outlets {
  @Override
  public Notifier notifier(Channel.Outside channel, Function<PasswordSource, String> secrets) {
    return (message, atMost) -> new Delivery.Failed("this machine has no way out");
  }

  @Override
  public NoteBook notes(Path directory) {
    return new MemoryNotes();
  }

  @Override
  public LogArchive archive(Path file) {
    throw new IllegalStateException("this machine keeps no log");
  }

  @Override
  public PrivateFile privateFile(Path file) {
    throw new IllegalStateException("this machine keeps no file");
  }

  @Override
  public Journal journal(Path file) {
    throw new IllegalStateException("this machine keeps no journal");
  }

  @Override
  public Spool spool(Path file) {
    throw new IllegalStateException("this machine has no spool");
  }

  @Override
  public void secure(HttpsURLConnection connection, Trust trust) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean[][] qrCode(String text) {
    throw new IllegalStateException("this machine prints nothing");
  }
}
